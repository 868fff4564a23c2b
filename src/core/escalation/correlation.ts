import {type Alert, alertKey} from '../alert/alert.js';
import type {Group} from '../alert/group.js';
import type {Routing} from '../alert/routing.js';
import type {ToldGroups} from '../feed/told-groups.js';
import type {LiveState, WatchState} from '../watch-state.js';
import type {AlertGroup} from './alert-groups.js';
import {keysOf, type Thread} from './delivery.js';
import {groupKeysOf, groupsOnRoutes} from './group-key.js';
import {pagerOf} from './pagers.js';
import {sha256Hex} from './sha256.js';

type Live = Pick<WatchState, 'live'>;
/** What tells which groups Alertmanager knows alerts by. */
type Grouped = Pick<WatchState, 'live' | 'toldGroups'>;

/** An incident that Alertmanager has opened, or would, in the pagers of a receiver. */
export interface PagerIncident {
  /** What the pager knows it by. */
  readonly thread: string;
  /** The kinds of integrations that the receiver is told through, as Alertmanager calls them; absent where not known. */
  readonly integrations?: readonly string[];
}

/** The one key that stands for a group in our own pages: Alertmanager's where it can be rebuilt, else one of our own. */
export function ownGroupKey({route, source, alerts, group}: AlertGroup, {live}: Live): string {
  const routing = live.sources.get(source)?.routing;
  const [first] = alerts;
  if (routing === undefined || route === undefined || first === undefined) return group;
  return groupKeysOf(routing.root, route, first.labels)[0] ?? group;
}

interface Known {
  readonly routing: Routing | undefined;
  readonly toldGroups: ToldGroups | undefined;
  readonly made: readonly PagerIncident[];
}

const incidentsOf = new WeakMap<readonly Alert[], Known>();

/**
 * Alertmanager's own incidents of these alerts, of every receiver that is told of them. Its API shows no group keys: they
 * are those that hooks were told, and where none was, rebuilt from its configuration. None where neither is known.
 */
export function pagerIncidents({alerts, source}: AlertGroup, {live, toldGroups}: Grouped): readonly PagerIncident[] {
  const routing = live.sources.get(source)?.routing;
  const known = incidentsOf.get(alerts);
  if (known !== undefined && known.routing === routing && known.toldGroups === toldGroups) return known.made;
  const told = toldThreads(alerts, toldGroups);
  const made = routing === undefined ? toldIncidents(told, alerts) : routedIncidents(told, {alerts, live, routing});
  incidentsOf.set(alerts, {routing, toldGroups, made});
  return made;
}

type Threads = Map<string, Set<string>>;

/** What pagers know the groups by that these alerts were told in, by receiver. */
function toldThreads(alerts: readonly Alert[], toldGroups: ToldGroups | undefined): Threads {
  const threads: Threads = new Map();
  for (const alert of alerts)
    for (const {receiver, thread} of toldGroups?.get(alertKey(alert)) ?? []) add(threads, receiver, thread);
  return threads;
}

function add(threads: Threads, receiver: string, thread: string): void {
  const known = threads.get(receiver);
  if (known === undefined) threads.set(receiver, new Set([thread]));
  else known.add(thread);
}

/** Through what a receiver is told is not known: where another one is told too, that one may be the pager's. */
function toldIncidents(told: Threads, alerts: readonly Alert[]): readonly PagerIncident[] {
  const isOnly = (receiver: string) => alerts.every(({receivers}) => receivers.every(name => name === receiver));
  return [...told].flatMap(([receiver, threads]) => (isOnly(receiver) ? [...threads].map(thread => ({thread})) : []));
}

/** By receiver: what was told of its groups, and of those that were not told of, what its routes lead to. */
function routedIncidents(
  told: Threads,
  {alerts, live, routing}: {readonly alerts: readonly Alert[]; readonly live: LiveState; readonly routing: Routing},
): readonly PagerIncident[] {
  const rebuilt: Threads = new Map();
  for (const {group, alert} of seenGroups(alerts, live))
    for (const thread of threadsOfGroup(group, alert, routing)) add(rebuilt, group.receiver, thread);
  // One that has come by a hook is not yet in any group of the last poll.
  for (const alert of unseen(alerts, live))
    for (const {receiver, thread} of threadsOnRoutes(alert, routing)) add(rebuilt, receiver, thread);
  return [...new Set([...told.keys(), ...rebuilt.keys()])].flatMap(receiver => {
    const heard = told.get(receiver) ?? new Set();
    const other = rebuilt.get(receiver) ?? new Set();
    const threads = heard.size >= other.size ? heard : new Set([...heard, ...other]);
    return [...threads].map(thread => ({thread, integrations: routing.receivers[receiver] ?? []}));
  });
}

/** Hashing takes long enough that what did not change is not hashed again with each poll. */
const ofGroup = new WeakMap<
  Group,
  {readonly routing: Routing; readonly alert: Alert; readonly threads: readonly string[]}
>();

function threadsOfGroup(group: Group, alert: Alert, routing: Routing): readonly string[] {
  const known = ofGroup.get(group);
  if (known?.routing === routing && known.alert === alert) return known.threads;
  const threads = groupKeysOf(routing.root, group, alert.labels).map(sha256Hex);
  ofGroup.set(group, {routing, alert, threads});
  return threads;
}

interface RoutedThread {
  readonly receiver: string;
  readonly thread: string;
}

const ofAlert = new WeakMap<Alert, {readonly routing: Routing; readonly threads: readonly RoutedThread[]}>();

function threadsOnRoutes(alert: Alert, routing: Routing): readonly RoutedThread[] {
  const known = ofAlert.get(alert);
  if (known?.routing === routing) return known.threads;
  const threads = groupsOnRoutes(routing.root, alert.labels).map(({receiver, key}) => ({
    receiver,
    thread: sha256Hex(key),
  }));
  ofAlert.set(alert, {routing, threads});
  return threads;
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

/** Those that the source shows in no group. */
function unseen(alerts: readonly Alert[], {groups}: LiveState): readonly Alert[] {
  const index = groupsByAlert(groups);
  return alerts.filter(alert => !index.has(alertKey(alert)));
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

/** Whether a target of this kind reaches the pager that an incident is in, or may: where that is not known, it is tried. */
export function isIn({integrations}: PagerIncident, kind: string): boolean {
  const pager = pagerOf(kind);
  return pager !== undefined && integrations?.includes(pager) !== false;
}

/** What is open at targets about a group, or was: our own pages, and Alertmanager's incident where it is known. */
export function threadsAbout(group: AlertGroup, state: Grouped & Pick<WatchState, 'shift'>): readonly Thread[] {
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
  state: Grouped & Pick<WatchState, 'shift'>,
  since: number,
): {readonly by: string; readonly at: string; readonly on: number} | undefined {
  const found = threadsAbout(group, state).find(
    ({status, on, byAck}) => status === 'acknowledged' && byAck === undefined && on >= since,
  );
  return found === undefined ? undefined : {by: found.by ?? '', at: found.target || found.kind, on: found.on};
}
