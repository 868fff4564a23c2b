import type {WatchState} from '../watch-state.js';
import {ackedElsewhere} from './correlation.js';
import {anyResolvedElsewhere, escalatedElsewhere} from './pager-deeds.js';
import type {Call} from './pages.js';

/** Calls as they were worked out from a state. */
export interface Seen {
  readonly calls: readonly Call[];
  readonly state: WatchState;
}

/** What has come between calls that somebody has read and the same calls now, in words; undefined where nothing has. */
export function whatMoved(read: Seen, now: Seen): string | undefined {
  if (read.calls.length !== now.calls.length) return 'other alerts belong to it';
  for (const [index, before] of read.calls.entries()) {
    const after = now.calls[index];
    const moved = after === undefined ? undefined : movedCall(before, after, {before: read.state, after: now.state});
    if (moved !== undefined) return moved;
  }
  return undefined;
}

interface States {
  readonly before: WatchState;
  readonly after: WatchState;
}

function movedCall(before: Call, after: Call, states: States): string | undefined {
  return (
    movedAck(before, after) ??
    movedPager(before, after, states) ??
    movedDeeds(before, after, states) ??
    movedLadder(before, after) ??
    (before.standing.severity === after.standing.severity ? undefined : `it has become a ${after.standing.severity}`) ??
    (reachText(before) === reachText(after) ? undefined : 'somebody else would be called')
  );
}

function movedAck({standing: before}: Call, {standing: after}: Call): string | undefined {
  const [was, is] = [before.ackedSince !== undefined, after.ackedSince !== undefined];
  if (was === is) return undefined;
  return is ? `${after.owner ?? 'somebody'} has acked it` : 'nobody has it any more';
}

function movedPager(before: Call, after: Call, states: States): string | undefined {
  const pager = ackedElsewhere(after.group, states.after, after.standing.since);
  const known = ackedElsewhere(before.group, states.before, before.standing.since);
  if (pager === undefined || pager.on === known?.on) return undefined;
  return `${pager.by === '' ? 'somebody' : pager.by} has acknowledged it at ${pager.at}`;
}

function movedDeeds({group: was, standing}: Call, {group: is}: Call, {before, after}: States): string | undefined {
  const {since} = standing;
  const raised = escalatedElsewhere(is, after, since);
  if (raised !== undefined && raised.on !== escalatedElsewhere(was, before, since)?.on)
    return `${raised.by} has escalated it at ${raised.at}`;
  const ended = anyResolvedElsewhere(is, after, since);
  return ended === undefined || ended.on === anyResolvedElsewhere(was, before, since)?.on
    ? undefined
    : `${ended.by} has resolved it at ${ended.at}`;
}

function movedLadder({ladder: before}: Call, {ladder: after}: Call): string | undefined {
  if (after?.escalatedAt === undefined || after.escalatedAt === before?.escalatedAt) return undefined;
  return `${after.escalatedBy ?? 'somebody'} has escalated it`;
}

function reachText({level, policy, reach}: Call): string {
  return JSON.stringify([policy?.name, level.name, reach.who, reach.targets]);
}
