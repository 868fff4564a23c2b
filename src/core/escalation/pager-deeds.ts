import type {WatchState} from '../watch-state.js';
import type {AlertGroup} from './alert-groups.js';
import {threadsAbout} from './correlation.js';
import type {PagerDeed, Thread} from './delivery.js';

type Known = Pick<WatchState, 'live' | 'toldGroups' | 'shift' | 'settings'>;

/** So long, ms, whoever was called in a pager has at least before a level calls the next. */
export const LEAST = 60_000;

/** What somebody did in a pager, who it was, and where; `on` is Unix ms. */
export interface DoneElsewhere {
  readonly by: string;
  readonly at: string;
  readonly on: number;
}

/** Who escalated it in a pager last since a time (Unix ms), if anybody did there. */
export function escalatedElsewhere(group: AlertGroup, state: Known, since: number): DoneElsewhere | undefined {
  return lastDeed(threadsAbout(group, state), ({escalated}) => escalated, since);
}

/** Who resolved it in a pager since a time (Unix ms) while it fires here, and nothing of it is open in any pager. */
export function resolvedElsewhere(group: AlertGroup, state: Known, since: number): DoneElsewhere | undefined {
  const threads = threadsAbout(group, state);
  const isOpen = threads.some(one => one.status === 'triggered' && isLookedAt(one, state));
  return isOpen ? undefined : endedElsewhere(threads, since);
}

/** Who resolved any of it in a pager since a time (Unix ms). */
export function anyResolvedElsewhere(group: AlertGroup, state: Known, since: number): DoneElsewhere | undefined {
  return endedElsewhere(threadsAbout(group, state), since);
}

function endedElsewhere(threads: readonly Thread[], since: number): DoneElsewhere | undefined {
  return lastDeed(
    threads.filter(({status}) => status === 'resolved'),
    ({resolved}) => resolved,
    since,
  );
}

/** A pager tells how it stands there; a post stays open for ever. */
function isLookedAt({target, ours}: Thread, {settings}: Known): boolean {
  return !ours || settings.targets.find(({name}) => name === target)?.powers.find === true;
}

function lastDeed(
  threads: readonly Thread[],
  deedOf: (deeds: NonNullable<Thread['deeds']>) => PagerDeed | undefined,
  since: number,
): DoneElsewhere | undefined {
  let last: DoneElsewhere | undefined;
  for (const {deeds = {}, target, kind} of threads) {
    const deed = deedOf(deeds);
    if (deed !== undefined && deed.on >= since && deed.on > (last?.on ?? 0))
      last = {by: deed.by === '' ? 'somebody' : deed.by, at: target || kind, on: deed.on};
  }
  return last;
}
