import {type Alert, type AlertKey, alertKey, alertName} from '../alert/alert.js';
import {alertTitle} from '../alert/alert-title.js';
import {dispositionOf, freedAt} from '../alert/disposition.js';
import type {Group} from '../alert/group.js';
import {routeGroups} from '../alert/route-group.js';
import {type Severity, severityOf, worst} from '../alert/severity.js';
import {startedAt} from '../alert/started.js';
import {isWatchdog} from '../alert/watchdog.js';
import type {LiveState, WatchState} from '../watch-state.js';
import type {OccurrenceName} from './delivery.js';

/** Alerts that are escalated together: those of a route group, or of one name where there is none. */
export interface AlertGroup {
  /** Its name here: a route group's key, or source and alert name. */
  readonly group: string;
  readonly route?: Group;
  readonly source: string;
  readonly alerts: readonly Alert[];
}

const madeOf = new WeakMap<LiveState['alerts'], {readonly groups: LiveState['groups']; readonly made: Groups}>();
type Groups = ReadonlyMap<string, AlertGroup>;

/** All groups that fire, by name, without the dead-man's switches. Made once for each state. */
export function alertGroups({live, settings}: Pick<WatchState, 'live' | 'settings'>): Groups {
  const known = madeOf.get(live.alerts);
  if (known?.groups === live.groups) return known.made;
  const routes = routeGroups(live.groups);
  const made = new Map<string, AlertGroup & {readonly alerts: Alert[]}>();
  for (const alert of live.alerts.values()) {
    if (isWatchdog(alert, settings.watchdogs)) continue;
    const route = routes.get(alertKey(alert));
    const group = route?.key ?? `${alert.source}/${alertName(alert)}`;
    const before = made.get(group);
    if (before === undefined)
      made.set(group, {group, source: alert.source, alerts: [alert], ...(route === undefined ? {} : {route})});
    else before.alerts.push(alert);
  }
  madeOf.set(live.alerts, {groups: live.groups, made});
  return made;
}

/** The groups that these alerts are in, each once. */
export function groupsOfAlerts(
  keys: readonly AlertKey[],
  state: Pick<WatchState, 'live' | 'settings'>,
): readonly AlertGroup[] {
  const wanted = new Set(keys);
  return [...alertGroups(state).values()].filter(({alerts}) => alerts.some(alert => wanted.has(alertKey(alert))));
}

/** How a group stands now. Times are Unix ms. */
export interface Standing {
  /** The worst of what is not held back. */
  readonly severity: Severity;
  readonly title: string;
  /** The alert that decides its policy: the worst, and of those the oldest. */
  readonly lead: Alert;
  /** What is neither held back nor gone. */
  readonly alerts: readonly Alert[];
  /** Since when it fires; not after it was first seen. */
  readonly since: number;
  /** The same as the alerts say it themselves: everybody who watches them reads the same. */
  readonly startsAt: number;
  /** Since when one of them waits for somebody, as far as somebody could have seen it; absent where none does. */
  readonly unackedSince?: number;
  /** Since when somebody has all of them. */
  readonly ackedSince?: number;
  readonly owner?: string;
}

/** How a group stands; undefined where all of it is silenced, inhibited or muted. */
export function standingOf({alerts}: AlertGroup, state: WatchState, now: number): Standing | undefined {
  const judged = alerts.flatMap(alert => {
    const {kind, owner, since} = dispositionOf(alert, state, now);
    if (kind === 'silenced' || kind === 'inhibited' || kind === 'muted') return [];
    return [
      {
        alert,
        owner,
        since,
        open: kind === 'unacked',
        severity: severityOf(alert.labels, state.settings.severity).severity,
      },
    ];
  });
  const severity = worst(judged.map(one => one.severity));
  const [lead] = judged
    .filter(one => one.severity === severity)
    .sort((a, b) => a.alert.startsAt - b.alert.startsAt || (a.alert.fingerprint < b.alert.fingerprint ? -1 : 1));
  if (lead === undefined) return undefined;
  const open = judged.filter(one => one.open).map(({alert}) => seenSince(alert, state, now));
  const taken = judged.filter(one => !one.open);
  return {
    severity,
    title: titleOf(judged.length, lead.alert),
    lead: lead.alert,
    alerts: judged.map(({alert}) => alert),
    since: Math.min(...judged.map(({alert}) => beganAt(alert, state, now))),
    startsAt: Math.min(...judged.map(({alert}) => alert.startsAt)),
    ...(open.length > 0
      ? {unackedSince: Math.min(...open)}
      : {ackedSince: Math.max(...taken.map(one => one.since ?? one.alert.startsAt))}),
    ...(taken[0]?.owner === undefined ? {} : {owner: taken[0].owner}),
  };
}

/** Since when somebody could know that it waits: an alert from before this watch was first seen with it. */
function seenSince(alert: Alert, state: WatchState, now: number): number {
  const began = beganAt(alert, state, now);
  const known = state.shift.firing.get(alertKey(alert));
  const seenAt = known?.startsAt === alert.startsAt ? known.seenAt : began;
  return Math.max(began, seenAt, freedAt(alert, state) ?? 0);
}

function beganAt(alert: Alert, {shift: {firing}}: WatchState, now: number): number {
  return startedAt(alert, {key: alertKey(alert), firing, now});
}

function titleOf(count: number, lead: Alert): string {
  return count === 1 ? alertTitle(lead) : `${alertName(lead)} (${count} alerts)`;
}

/** Alerts as facts name them. */
export function namesOf(alerts: readonly Alert[]): readonly OccurrenceName[] {
  return alerts.map(({source, fingerprint, startsAt}) => ({source, fingerprint, startsAt}));
}
