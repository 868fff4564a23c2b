import type {Walk} from '../runbook/walk.js';
import {brief, coarse} from '../time/duration.js';
import {stillFires} from './deadlines.js';
import type {ShiftState} from './state.js';

/** What is said of a timer; where there is little room, whom it is about is cut before the time is. */
export interface EscalationText {
  readonly text: string;
  readonly due: boolean;
  /** The same in parts, for a line that has to be cut. */
  readonly parts: readonly [before: string, to: string, after: string];
}

/** What is to be said of the timer of a walk while it is open and its alert fires; undefined where it has none. */
export function escalationText(walk: Walk, shift: ShiftState, now: number): EscalationText | undefined {
  if (walk.escalate === undefined || walk.closedAt !== undefined || !stillFires(walk, shift)) return undefined;
  const {after, to} = walk.escalate;
  const left = walk.openedAt + after - now;
  if (left > 0) {
    const time = left < 60_000 ? brief(left) : coarse(left + 59_999);
    return saidOf(['escalate to ', to, ` in ${time}`], false);
  }
  const seen = walk.escalationSeen === true ? '; that was seen to' : '';
  return saidOf(['runbook says: escalate to ', to, `, ${brief(after)} are over${seen}`], seen === '');
}

function saidOf(parts: EscalationText['parts'], due: boolean): EscalationText {
  return {text: parts.join(''), due, parts};
}
