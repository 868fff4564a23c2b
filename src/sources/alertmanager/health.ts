import {memberApart} from '../../core/live/apart.js';
import type {MemberHealth, SourceHealth, SourceState} from '../../core/live/update.js';
import {defined} from '../../lib/defined.js';
import type {MemberView} from './member.js';

/** What the loop knows beside the members. */
export interface Pace {
  /** Unix ms of the last poll in which some member gave its whole list. */
  readonly lastGood?: number;
  /** Interval in force, ms. */
  readonly interval: number;
  /** How long a missing alert is waited for, ms. */
  readonly grace: number;
  /** Unix ms of the next try, while nobody answers. */
  readonly retryAt?: number;
}

/** Makes the health of a cluster; remembers since when it is up or down. */
export function clusterHealth(source: string) {
  let state: SourceState = 'connecting';
  let since: number | undefined;
  return (
    members: readonly MemberView[],
    pace: Pace,
    now: {readonly at: number; readonly monotonic: number},
  ): SourceHealth => {
    const next = stateOf(members);
    if (next !== state || since === undefined) since = now.at;
    state = next;
    const up = members.filter(member => member.up);
    const speaker = up[0] ?? members.find(member => member.trouble !== undefined);
    return {
      source,
      state,
      since,
      interval: Math.round(pace.interval),
      grace: pace.grace,
      members: members.map(member => memberHealth(member, now)),
      ...defined({
        lastGood: pace.lastGood,
        trouble: speaker?.trouble,
        retryAt: state === 'down' && pace.retryAt !== undefined ? Math.round(pace.retryAt) : undefined,
        latency: slowest(up),
        skew: speaker?.skew,
        ...clusterOf(up, now.monotonic),
        routing: speaker?.routing,
      }),
    };
  };
}

/** A member that has just restarted has yet to find the others, and they it. */
function clusterOf(up: readonly MemberView[], monotonic: number): {readonly settling?: true; readonly apart?: true} {
  if (up.some(member => member.settledAt > monotonic)) return {settling: true};
  return memberApart(up) === undefined ? {} : {apart: true};
}

function slowest(up: readonly MemberView[]): number | undefined {
  return up.length === 0 ? undefined : Math.max(...up.map(member => member.latency ?? 0));
}

/** One member that answers is enough: Prometheus sends every alert to all of them. */
function stateOf(members: readonly MemberView[]): SourceState {
  if (members.some(member => member.up)) return 'up';
  return members.some(member => member.trouble !== undefined) ? 'down' : 'connecting';
}

function memberHealth(
  {name, up, trouble, version, clusterSize, startedAt, answeredAt}: MemberView,
  now: {readonly at: number; readonly monotonic: number},
): MemberHealth {
  const lastGood = up || answeredAt === undefined ? undefined : Math.round(now.at - (now.monotonic - answeredAt));
  return {name, up, ...defined({lastGood, trouble, version, clusterSize, startedAt})};
}
