import type {Walk} from '../runbook/walk.js';
import {brief, coarse} from '../time/duration.js';
import {stillFires} from './deadlines.js';
import type {ShiftState} from './state.js';

/** What is to be said of the timer of a walk while it is open and its alert fires; undefined where it has none. */
export function escalationText(
  walk: Walk,
  shift: ShiftState,
  now: number,
): {readonly text: string; readonly due: boolean} | undefined {
  if (walk.escalate === undefined || walk.closedAt !== undefined || !stillFires(walk, shift)) return undefined;
  const {after, to} = walk.escalate;
  const left = walk.openedAt + after - now;
  if (left > 0)
    return {text: `escalate to ${to} in ${left < 60_000 ? brief(left) : coarse(left + 59_999)}`, due: false};
  const seen = walk.escalationSeen === true ? '; a note says so' : '';
  return {text: `runbook says: escalate to ${to}, ${brief(after)} are over${seen}`, due: seen === ''};
}
