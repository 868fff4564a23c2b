import {type Banner, banners} from '../core/board/banner.js';
import {bannerText} from './frame/banner-text.js';
import type {Scene} from './scene.js';
import {front} from './ui-store.js';

/** From this many rows on there are rules, and room for the detail pane. */
const ROOMY_ROWS = 20;
const MIN_COLUMNS = 40;
const MIN_ROWS = 10;

/** Whether there is room for rules between the parts. */
export function isRoomy(scene: Scene): boolean {
  return scene.rows >= ROOMY_ROWS;
}

/** Below 40x10 only the counts and the top row are shown. */
export function isTooSmall(scene: Scene): boolean {
  return scene.rows < MIN_ROWS || scene.columns < MIN_COLUMNS;
}

/** A banner and its lines. */
export interface ShownBanner {
  readonly banner: Banner;
  readonly lines: readonly string[];
}

/**
 * Banners with lines of their own; the loudest ones where not all have room, and of those the first may take two. The
 * others are words in the top line.
 */
export function bannersShown(scene: Scene): {readonly shown: readonly ShownBanner[]; readonly more: number} {
  const {view, subject} = front(scene.ui);
  const isSeen = ({walk}: Banner) => walk !== undefined && view === 'runbook' && walk === subject;
  const all = banners(scene.watch, scene.now).filter(banner => !IN_TOP_LINE.has(banner.kind) && !isSeen(banner));
  const room = isRoomy(scene) ? 4 : 2;
  const kept = all.length <= room ? all : all.slice(0, room - 1);
  const shown = kept.map((banner, index) => ({banner, lines: linesOf(scene, banner, index === 0)}));
  return {shown, more: all.length - shown.length};
}

/** On a small screen one line does where a shorter why leaves room for the hint. */
function linesOf(scene: Scene, banner: Banner, first: boolean): readonly string[] {
  const width = scene.columns - 1;
  const one = bannerText(banner, {width, lines: 1});
  const isEnough = !isRoomy(scene) && banner.hint !== '' && one[0]?.endsWith(banner.hint) === true;
  return isEnough || !first || banner.tone === 'notice' ? one : bannerText(banner, {width, lines: 2});
}

export const IN_TOP_LINE: ReadonlySet<Banner['kind']> = new Set(['read-only', 'attached']);

/** On small screens the line above the keys is there only while there is something to say. */
export function hasSaidLine(scene: Scene): boolean {
  return isRoomy(scene) || scene.ui.message !== undefined;
}

/** Lines of the view in front while nothing is being typed. */
export function bodyHeight(scene: Scene): number {
  const {shown, more} = bannersShown(scene);
  const loud = shown.reduce((sum, {lines}) => sum + lines.length, 0);
  const top = 1 + loud + (more > 0 ? 1 : 0) + (isRoomy(scene) ? 1 : 0);
  return Math.max(1, scene.rows - top - 1 - (hasSaidLine(scene) ? 1 : 0));
}
