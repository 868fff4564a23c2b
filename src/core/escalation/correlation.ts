import {type Alert, alertKey} from '../alert/alert.js';
import type {Group} from '../alert/group.js';
import type {LiveState, WatchState} from '../watch-state.js';
import type {AlertGroup} from './alert-groups.js';
import {keysOf, type Thread} from './delivery.js';
import {groupKeysOf} from './group-key.js';
import {sha256Hex} from './sha256.js';

type Live = Pick<WatchState, 'live'>;

/** An incident that Alertmanager has opened, or would, in the pagers of a receiver. */
export interface PagerIncident {
  /** What the pager knows it by. */
  readonly thread: string;
  /** The kinds of integrations that the receiver is told through, as Alertmanager calls them. */
  readonly integrations: readonly string[];
}

/** The one key that stands for a group in our own pages: Alertmanager's where it can be rebuilt, else one of our own. */
export function ownGroupKey({route, source, alerts, group}: AlertGroup, {live}: Live): string {
  const routing = live.sources.get(source)?.routing;
  const [first] = alerts;
  if (routing === undefined || route === undefined || first === undefined) return group;
  return groupKeysOf(routing.root, route, first.labels)[0] ?? group;
}

const incidentsOf = new WeakMap<readonly Alert[], readonly PagerIncident[]>();

/**
 * Alertmanager's own incidents of these alerts, of every receiver that is told of them: its API shows no group keys, so
 * they are rebuilt from its configuration. None where that is not known.
 */
export function pagerIncidents({alerts, source}: AlertGroup, {live}: Live): readonly PagerIncident[] {
  const known = incidentsOf.get(alerts);
  if (known !== undefined) return known;
  const routing = live.sources.get(source)?.routing;
  if (routing === undefined) return [];
  const made = seenGroups(alerts, live).flatMap(({group, alert}) =>
    groupKeysOf(routing.root, group, alert.labels).map(key => ({
      thread: sha256Hex(key),
      integrations: routing.receivers[group.receiver] ?? [],
    })),
  );
  incidentsOf.set(alerts, made);
  return made;
}

/** Every group that the source shows one of these alerts in, with that alert. */
function seenGroups(
  alerts: readonly Alert[],
  {groups}: LiveState,
): readonly {readonly group: Group; readonly alert: Alert}[] {
  const index = groupsByAlert(groups);
  const found = new Map<string, {readonly group: Group; readonly alert: Alert}>();
  for (const alert of alerts)
    for (const group of index.get(alertKey(alert)) ?? [])
      if (!found.has(group.key)) found.set(group.key, {group, alert});
  return [...found.values()];
}

const indexOf = new WeakMap<LiveState['groups'], ReadonlyMap<string, readonly Group[]>>();

function groupsByAlert(groups: LiveState['groups']): ReadonlyMap<string, readonly Group[]> {
  const known = indexOf.get(groups);
  if (known !== undefined) return known;
  const index = new Map<string, Group[]>();
  for (const group of groups.values()) {
    for (const fingerprint of group.fingerprints) {
      const key = alertKey({source: group.source, fingerprint});
      const before = index.get(key);
      if (before === undefined) index.set(key, [group]);
      else before.push(group);
    }
  }
  indexOf.set(groups, index);
  return index;
}

/** Whether a target of this kind reaches the pager that an incident is in. */
export function isIn({integrations}: PagerIncident, kind: string): boolean {
  return integrations.includes(INTEGRATIONS[kind] ?? kind);
}

/** What Alertmanager calls the integrations that ours answer to. */
const INTEGRATIONS: Readonly<Record<string, string>> = {
  'splunk-oncall': 'victorops',
  jsm: 'opsgenie',
  'incident-io': 'incidentio',
};

/** What is open at targets about a group, or was: our own pages, and Alertmanager's incident where it is known. */
export function threadsAbout(group: AlertGroup, state: Pick<WatchState, 'live' | 'shift'>): readonly Thread[] {
  if (state.shift.threads.size === 0) return [];
  const keys = new Set(group.alerts.map(alertKey));
  const isTheirs = (thread: Thread) => pagerIncidents(group, state).some(incident => incident.thread === thread.thread);
  return [...state.shift.threads.values()].filter(
    thread => keysOf(thread.alerts).some(key => keys.has(key)) || (!thread.ours && isTheirs(thread)),
  );
}

/** Who acknowledged it in a pager since a time (Unix ms), if anybody did: not what an ack here did there. */
export function ackedElsewhere(
  group: AlertGroup,
  state: Pick<WatchState, 'live' | 'shift'>,
  since: number,
): {readonly by: string; readonly at: string; readonly on: number} | undefined {
  const found = threadsAbout(group, state).find(
    ({status, on, byAck}) => status === 'acknowledged' && byAck === undefined && on >= since,
  );
  return found === undefined ? undefined : {by: found.by ?? '', at: found.target || found.kind, on: found.on};
}
