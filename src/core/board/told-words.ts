import type {SourceHealth} from '../live/update.js';
import {dayHhmm} from '../time/clock-text.js';
import {brief, coarse} from '../time/duration.js';

/** When a source that tells by itself last did: `last told 14:02, 35m ago`; nothing of a source that is polled. */
export function toldWords({toldAt}: Pick<SourceHealth, 'toldAt'>, now: number, zone?: string): string | undefined {
  if (toldAt === undefined) return undefined;
  return toldAt === 0
    ? 'has told nothing yet'
    : `last told ${dayHhmm(toldAt, now, zone)}, ${brief(Math.max(0, now - toldAt))} ago`;
}

/** The same in a column: `told 35m ago`. */
export function toldBrief({toldAt}: Pick<SourceHealth, 'toldAt'>, now: number): string | undefined {
  if (toldAt === undefined) return undefined;
  return toldAt === 0 ? 'told nothing' : `told ${coarse(Math.max(0, now - toldAt))} ago`;
}
