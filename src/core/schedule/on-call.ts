import {nextChange, userOfLayer} from './layer.js';
import type {Schedule, Tile} from './schedule.js';

export interface OnCall {
  readonly user: string;
  /** The layer that has them on; absent for an override. */
  readonly layer?: string;
}

/** Who is on call at a moment, if anybody. */
export function onCallAt({layers, overrides}: Schedule, at: number): OnCall | undefined {
  const override = overrides.findLast(({from, until}) => from <= at && at < until);
  if (override !== undefined) return {user: override.user};
  for (const layer of layers.toReversed()) {
    const user = userOfLayer(layer, at);
    if (user !== undefined) return {user, layer: layer.name};
  }
  return undefined;
}

/** Who is on call from `from` to `until`: without gap or overlap, each tile with another person than the one before. */
export function* tilesOf(schedule: Schedule, from: number, until: number): Generator<Tile> {
  let tile: Tile | undefined;
  for (let at = from; at < until; ) {
    const end = Math.min(until, changeAfter(schedule, at));
    const user = onCallAt(schedule, at)?.user;
    if (tile !== undefined && tile.user !== user) yield tile;
    const begin: number = tile !== undefined && tile.user === user ? tile.from : at;
    tile = {...(user === undefined ? {} : {user}), from: begin, until: end};
    at = end;
  }
  if (tile !== undefined) yield tile;
}

function changeAfter({layers, overrides}: Schedule, at: number): number {
  const ends = overrides.flatMap(({from, until}) => [from, until]).filter(end => end > at);
  return Math.min(...ends, ...layers.map(layer => nextChange(layer, at)));
}
