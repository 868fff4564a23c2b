import {DAY} from '../time/zone.js';
import type {Shift, Tile, Tiles} from './schedule.js';

/** Whoever is on for longer than this has no end in sight. */
const IN_SIGHT = 400 * DAY;
const FIRST_LOOK = 8 * DAY;

/** Every shift that has time between two moments, cut to them. */
export function shiftsBetween(tiles: Tiles, from: number, until: number): readonly Shift[] {
  return [...tiles(from, until)].filter(isShift);
}

/** Where nobody is on call between two moments. */
export function gapsBetween(tiles: Tiles, from: number, until: number): readonly Tile[] {
  return [...tiles(from, until)].filter(tile => !isShift(tile));
}

/** Somebody's time, or nobody's, around a moment. Ends that are not in sight are absent. */
export interface Sight {
  readonly user?: string;
  readonly from?: number;
  readonly until?: number;
}

/** Who is on call at a moment, since when and until when. */
export function sightAt(tiles: Tiles, at: number): Sight {
  const [tile] = tiles(at, at + IN_SIGHT);
  if (tile === undefined) return {};
  const from = beginOf(tiles, tile, FIRST_LOOK);
  return {
    ...(tile.user === undefined ? {} : {user: tile.user}),
    ...(from === undefined ? {} : {from}),
    ...(tile.until < at + IN_SIGHT ? {until: tile.until} : {}),
  };
}

/** The first shift after the one at a moment: of a person, or of anybody. Its end is that of what is in sight. */
export function shiftAfter(tiles: Tiles, at: number, user?: string): Shift | undefined {
  for (const tile of tiles(at, at + IN_SIGHT)) {
    if (tile.from > at && isShift(tile) && (user === undefined || tile.user === user)) return tile;
  }
  return undefined;
}

function isShift(tile: Tile): tile is Shift {
  return tile.user !== undefined;
}

/** Looks back further and further. */
function beginOf(tiles: Tiles, tile: Tile, look: number): number | undefined {
  const begin = tile.from - look;
  const before = [...tiles(begin, tile.from + 1)].at(-1);
  if (before === undefined || before.user !== tile.user) return tile.from;
  if (before.from > begin) return before.from;
  return look >= IN_SIGHT ? undefined : beginOf(tiles, tile, look * 2);
}
