import {openSpans, type Span} from '../time/spans.js';
import {DAY, momentOf, offsetAt} from '../time/zone.js';
import type {Layer} from './schedule.js';

/** Hours are of a week; a little longer, for what the clocks jump over. */
const OPENS_WITHIN = 15 * DAY;

/** Whom a layer has on at a moment, if anybody. */
export function userOfLayer(layer: Layer, at: number): string | undefined {
  const {users, until} = layer;
  if (at < turnStart(layer, 0) || (until !== undefined && at >= until)) return undefined;
  const open = nextOpening(layer, at);
  return open !== undefined && open.from <= at ? users[turnAt(layer, at) % users.length] : undefined;
}

/** The first moment after `at` at which a layer may have somebody else on; `Infinity` where that never is. */
export function nextChange(layer: Layer, at: number): number {
  const begin = turnStart(layer, 0);
  if (at < begin) return begin;
  const {until = Number.POSITIVE_INFINITY} = layer;
  if (at >= until) return Number.POSITIVE_INFINITY;
  const open = nextOpening(layer, at);
  if (open === undefined) return Math.min(until, at + OPENS_WITHIN);
  return Math.min(until, nextTurn(layer, at), open.from > at ? open.from : open.to);
}

const ALWAYS: Span = {from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY};

/** The hours that hold `at` or come next. */
function nextOpening({hours, zone}: Layer, at: number): Span | undefined {
  if (hours === undefined) return ALWAYS;
  const [span] = openSpans({hours, zone}, at, at + OPENS_WITHIN);
  return span;
}

function turnStart({start, length, zone}: Layer, turn: number): number {
  return momentOf(start + turn * length, zone);
}

/** The number of the turn at a moment after the first began. Beside a change of the clocks the wall time is not enough. */
function turnAt(layer: Layer, at: number): number {
  let turn = Math.floor((at + offsetAt(at, layer.zone) - layer.start) / layer.length);
  while (turnStart(layer, turn) > at) turn--;
  while (turnStart(layer, turn + 1) <= at) turn++;
  return turn;
}

/** When the next turn begins that has any time: the clocks may jump over a short one. Of one person there is no next. */
function nextTurn(layer: Layer, at: number): number {
  if (layer.users.length === 1) return Number.POSITIVE_INFINITY;
  return turnStart(layer, turnAt(layer, at) + 1);
}
