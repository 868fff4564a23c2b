import {type Banner, banners} from '../core/board/banner.js';
import {bannerText} from './frame/banner-text.js';
import {messageOf} from './frame/message.js';
import {wrap} from './row.js';
import type {Scene} from './scene.js';
import {front} from './ui-store.js';

/** From this many rows on there are rules, and room for the detail pane. */
const ROOMY_ROWS = 20;
/** So many banners may take a second line. */
const SECOND_LINES = 2;
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
 * Banners with lines of their own; the loudest ones where not all have room, and of those the first ones may take two.
 * The others are words in the top line.
 */
export function bannersShown(scene: Scene): {readonly shown: readonly ShownBanner[]; readonly more: number} {
  const {view, subject} = front(scene.ui);
  const isSeen = ({walk}: Banner) => walk !== undefined && view === 'runbook' && walk === subject;
  const all = banners(scene.watch, scene.now).filter(banner => !IN_TOP_LINE.has(banner.kind) && !isSeen(banner));
  const room = isRoomy(scene) ? 4 : 2;
  const kept = all.length <= room ? all : all.slice(0, room - 1);
  let spare = isRoomy(scene) ? SECOND_LINES : 1;
  const shown = kept.map(banner => {
    const lines = linesOf(scene, banner, spare > 0 ? 2 : 1);
    spare -= lines.length - 1;
    return {banner, lines};
  });
  return {shown, more: all.length - shown.length};
}

/** On a small screen one line does where a shorter why leaves room for the hint. */
function linesOf(scene: Scene, banner: Banner, most: 1 | 2): readonly string[] {
  const width = scene.columns - 1;
  const one = bannerText(banner, {width, lines: 1});
  const isEnough = !isRoomy(scene) && banner.hint !== '' && one[0]?.endsWith(banner.hint) === true;
  return isEnough || most === 1 || banner.tone === 'notice' ? one : bannerText(banner, {width, lines: most});
}

export const IN_TOP_LINE: ReadonlySet<Banner['kind']> = new Set(['read-only', 'attached']);

/** On small screens the line above the keys is there only while there is something to say. */
export function hasSaidLine(scene: Scene): boolean {
  return isRoomy(scene) || scene.ui.message !== undefined;
}

/** What was said, in as many lines as it takes: two on a small screen, three on a larger one. */
export function saidLines(scene: Scene): readonly string[] {
  const message = messageOf(scene);
  if (message === undefined) return [];
  const most = isRoomy(scene) ? 3 : 2;
  const lines = wrap(message.text, scene.columns - 1);
  return [...lines.slice(0, most - 1), ...(lines.length < most ? [] : [lines.slice(most - 1).join(' ')])];
}

/** Lines of the view in front while nothing is being typed. */
export function bodyHeight(scene: Scene): number {
  const {shown, more} = bannersShown(scene);
  const loud = shown.reduce((sum, {lines}) => sum + lines.length, 0);
  const top = 1 + loud + (more > 0 ? 1 : 0) + (isRoomy(scene) ? 1 : 0);
  return Math.max(1, scene.rows - top - 1 - Math.max(saidLines(scene).length, hasSaidLine(scene) ? 1 : 0));
}
