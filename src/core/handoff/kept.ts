import type {Ack} from '../shift/state.js';
import type {WatchState} from '../watch-state.js';

/**
 * Whether somebody extends an ack for as long as it fires: a cockpit that is open, or a relay that stands in for one. Of
 * those of others nobody here can tell, and they are taken at their word.
 */
export function isKept(ack: Ack, {shift, role}: Pick<WatchState, 'shift' | 'role'>): boolean {
  if (!ack.extend || ack.status === 'ended' || ack.until !== undefined) return false;
  const isWatched = role === 'writer' || shift.watchedSince !== undefined;
  return ack.origin !== shift.origin || isWatched || shift.leases.get(shift.origin)?.holder !== undefined;
}
