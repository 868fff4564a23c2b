import type {Ack} from '../shift/state.js';
import {compareSeverity, type Severity} from './severity.js';

/** Why the owner of an acked alert should look again; undefined where there is no cause (yet). */
export function reminderOf(
  ack: Ack,
  worstNow: Severity,
  {remind, now}: {readonly remind: number; readonly now: number},
): 'severity' | 'time' | undefined {
  if (ack.status !== 'placed') return undefined;
  if (compareSeverity(worstNow, ack.severity) < 0) return 'severity';
  return remind > 0 && now >= remindsAt(ack, remind) ? 'time' : undefined;
}

/** When the owner is reminded next by time alone, Unix ms. */
export function remindsAt(ack: Ack, remind: number): number {
  return (ack.remindedAt ?? ack.requestedAt) + remind;
}
