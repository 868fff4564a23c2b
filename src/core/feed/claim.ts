import type {Work} from '../shift/work.js';
import type {WatchState} from '../watch-state.js';

/** How long the team's word is waited for before an ack is placed without it, ms: a relay answers within a few. */
const WAIT = 500;

/**
 * Until when (Unix ms) an ack waits to be placed, because the relay has not yet told it back: of two who ack at once, the
 * first in its order makes the silence. Undefined when there is nothing to wait for.
 */
export function claimedBy(work: Work, {team, shift}: Pick<WatchState, 'team' | 'shift'>): number | undefined {
  if (work.kind !== 'place-ack' || work.ack.silence !== undefined) return undefined;
  // One of a cockpit that is acted for was claimed there.
  if (work.ack.origin !== shift.origin) return undefined;
  if (team?.feed.state !== 'up' || work.seq <= team.echoed) return undefined;
  return work.ack.requestedAt + WAIT;
}
