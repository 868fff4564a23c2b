import {type Alert, alertKey} from '../alert/alert.js';
import type {WatchState} from '../watch-state.js';
import type {AlertGroup} from './alert-groups.js';
import {keysOf, type Thread} from './delivery.js';
import {groupKeysOf} from './group-key.js';
import {sha256Hex} from './sha256.js';

type Live = Pick<WatchState, 'live'>;

/**
 * The group keys that Alertmanager may have told a pager for these alerts, the likeliest first: rebuilt from its
 * configuration where that is known, else told by the feed. Where there is none, a stable one of our own.
 */
export function groupKeysFor({route, source, alerts}: AlertGroup, {live}: Live): readonly string[] {
  const routing = live.sources.get(source)?.routing;
  const [first] = alerts;
  if (routing === undefined || route === undefined || first === undefined) return [];
  return groupKeysOf(routing.root, route, first.labels);
}

/** The one key that stands for a group in our own pages. */
export function ownGroupKey(group: AlertGroup, state: Live): string {
  return groupKeysFor(group, state)[0] ?? group.group;
}

const threadsOf = new WeakMap<readonly Alert[], readonly string[]>();

/** What pagers know Alertmanager's own incident of this group by. */
export function pagerThreads(group: AlertGroup, state: Live): readonly string[] {
  const known = threadsOf.get(group.alerts);
  if (known !== undefined) return known;
  const made = groupKeysFor(group, state).map(sha256Hex);
  threadsOf.set(group.alerts, made);
  return made;
}

/** Whether the receiver of a group is told through pagers of this kind; undefined where that is not known. */
export function isToldBy({route, source}: AlertGroup, kind: string, {live}: Live): boolean | undefined {
  const kinds = live.sources.get(source)?.routing?.receivers[route?.receiver ?? ''];
  return kinds?.includes(INTEGRATIONS[kind] ?? kind);
}

/** What Alertmanager calls the integrations that ours answer to. */
const INTEGRATIONS: Readonly<Record<string, string>> = {
  'splunk-oncall': 'victorops',
  splunk_oncall: 'victorops',
  jsm: 'opsgenie',
  'incident-io': 'incidentio',
};

/** What is open at targets about a group: our own pages, and Alertmanager's incident where it is known. */
export function threadsAbout(group: AlertGroup, state: Pick<WatchState, 'live' | 'shift'>): readonly Thread[] {
  if (state.shift.threads.size === 0) return [];
  const keys = new Set(group.alerts.map(alertKey));
  return [...state.shift.threads.values()].filter(
    thread =>
      keysOf(thread.alerts).some(key => keys.has(key)) ||
      (!thread.ours && pagerThreads(group, state).includes(thread.thread)),
  );
}

/** Who acknowledged it in a pager since a time (Unix ms), if anybody did. */
export function ackedElsewhere(
  group: AlertGroup,
  state: Pick<WatchState, 'live' | 'shift'>,
  since: number,
): {readonly by: string; readonly at: string; readonly on: number} | undefined {
  const found = threadsAbout(group, state).find(({status, on}) => status === 'acknowledged' && on >= since);
  return found === undefined ? undefined : {by: found.by ?? '', at: found.target || found.kind, on: found.on};
}
