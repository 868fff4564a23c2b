import type {ShiftState} from '../shift/state.js';
import type {Alert, AlertKey} from './alert.js';

/**
 * When an alert began, Unix ms: as its sender says, but not after it was first seen, since the sender's clock may be
 * ahead, and a server puts the end where no start was given.
 */
export function startedAt(
  alert: Pick<Alert, 'startsAt'>,
  {key, firing, now}: {readonly key: AlertKey; readonly firing: ShiftState['firing']; readonly now: number},
): number {
  const occurrence = firing.get(key);
  return Math.min(alert.startsAt, occurrence?.startsAt === alert.startsAt ? occurrence.seenAt : now);
}
