import {type Alert, type AlertKey, alertKey} from '../alert/alert.js';
import type {WatchState} from '../watch-state.js';
import {alertGroups} from './alert-groups.js';
import {pagerIncidents} from './correlation.js';
import {keysOf, type Thread} from './delivery.js';

/** Who has an alert in a pager: by an acknowledgement there, not by what an ack here did. */
export interface PagerOwner {
  /** Empty where the pager does not tell. */
  readonly by: string;
  readonly at: string;
  /** Unix ms. */
  readonly on: number;
}

type Owners = ReadonlyMap<AlertKey, PagerOwner>;
type Known = Pick<WatchState, 'live' | 'shift' | 'settings' | 'toldGroups'>;

const NOBODY: Owners = new Map();

interface Made {
  readonly grounds: readonly unknown[];
  readonly owners: Owners;
}

const made = new WeakMap<WatchState['shift']['threads'], Made>();

/** The owners of all alerts that somebody has in a pager. Made once for each state; nearly always there are none. */
export function pagerOwners(state: Known): Owners {
  const {threads} = state.shift;
  if (threads.size === 0) return NOBODY;
  const {live, settings, toldGroups} = state;
  const grounds = [
    live.alerts,
    live.groups,
    toldGroups,
    settings,
    ...[...live.sources.values()].map(one => one.routing),
  ];
  const known = made.get(threads);
  if (known?.grounds.length === grounds.length && known.grounds.every((one, index) => one === grounds[index]))
    return known.owners;
  const owners = ownersOf([...threads.values()].filter(isTheirs), state);
  made.set(threads, {grounds, owners});
  return owners;
}

function isTheirs({status, byAck}: Thread): boolean {
  return status === 'acknowledged' && byAck === undefined;
}

function ownersOf(taken: readonly Thread[], state: Known): Owners {
  if (taken.length === 0) return NOBODY;
  const owners = new Map<AlertKey, PagerOwner>();
  const own = (keys: readonly AlertKey[], {by = '', target, kind, on}: Thread) => {
    for (const key of keys) if (!owners.has(key)) owners.set(key, {by, at: target || kind, on});
  };
  for (const thread of taken) own(keysOf(thread.alerts), thread);
  const theirs = new Map(taken.filter(({ours}) => !ours).map(thread => [thread.thread, thread]));
  if (theirs.size === 0) return owners;
  const threadOf = (alerts: readonly Alert[], source: string) =>
    pagerIncidents({group: '', source, alerts}, state).flatMap(({thread}) => theirs.get(thread) ?? [])[0];
  for (const {alerts, source} of alertGroups(state).values()) {
    if (threadOf(alerts, source) === undefined) continue;
    // Those of a group may be in several incidents.
    for (const alert of alerts) {
      const thread = threadOf([alert], source);
      if (thread !== undefined) own([alertKey(alert)], thread);
    }
  }
  return owners;
}
