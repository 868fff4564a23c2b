import {type Banner, banners} from '../core/board/banner.js';
import type {Scene} from './scene.js';

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

/** Banners with a line of their own; the loudest ones where not all have room. The others are words in the top line. */
export function bannersShown(scene: Scene): {readonly shown: readonly Banner[]; readonly more: number} {
  const all = banners(scene.watch, scene.now).filter(banner => !IN_TOP_LINE.has(banner.kind));
  const room = isRoomy(scene) ? 4 : 2;
  const shown = all.length <= room ? all : all.slice(0, room - 1);
  return {shown, more: all.length - shown.length};
}

export const IN_TOP_LINE: ReadonlySet<Banner['kind']> = new Set(['read-only', 'attached']);

/** On small screens the line above the keys is there only while there is something to say. */
export function hasSaidLine(scene: Scene): boolean {
  return isRoomy(scene) || scene.ui.message !== undefined;
}

/** Lines of the view in front while nothing is being typed. */
export function bodyHeight(scene: Scene): number {
  const {shown, more} = bannersShown(scene);
  const top = 1 + shown.length + (more > 0 ? 1 : 0) + (isRoomy(scene) ? 1 : 0);
  return Math.max(1, scene.rows - top - 1 - (hasSaidLine(scene) ? 1 : 0));
}
