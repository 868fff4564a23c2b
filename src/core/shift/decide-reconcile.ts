import {type Alert, type AlertKey, alertKey} from '../alert/alert.js';
import {severityOf} from '../alert/severity.js';
import {reopenings} from '../incident/decide-course.js';
import type {Gone} from '../live/update.js';
import type {WatchState} from '../watch-state.js';
import type {Reconcile} from './command.js';
import {isLost, LOST_AFTER} from './deadlines.js';
import type {Asking, Decision, NewFact} from './decision.js';
import {firedFact, suppressorsOf} from './fired-fact.js';
import {passedFacts} from './passed.js';
import type {Occurrence} from './state.js';
import {upkeepOfAcks} from './upkeep-acks.js';
import {upkeepOfSilences} from './upkeep-silences.js';
import {upkeepOfWalks} from './upkeep-walks.js';
import {upkeepOfWatchdog} from './upkeep-watchdog.js';

/** What names an alert among those that hold one back; ids of silences and names of intervals are of another shape. */
const FINGERPRINT = /^[0-9a-f]{16}$/i;

type AlertFact = Extract<NewFact, {type: `alert.${string}`}>;

/** The facts that bring the journal up to what one source shows. Reconciling twice adds nothing. */
export function decideReconcile(command: Reconcile, state: WatchState, asking: Asking): Decision {
  const resolved = resolvedFacts(command, state, asking);
  const seen = seenFacts(command, state, asking.at);
  const alertFacts = [...resolved, ...seen];
  const fired = alertFacts.filter(fact => fact.type === 'alert.fired');
  return [
    ...resolved,
    // What is over is told and starts nothing.
    ...passedFacts(command.passed ?? [], state, {ended: resolved, now: asking.at}),
    ...seen,
    ...reopenings(fired, state, asking.at),
    ...upkeepOfSource(state, command.source, asking.at),
    ...upkeepOfWatchdog(state, {source: command.source, now: asking.at, whole: isWhole(command)}),
    ...upkeepOfSilences(command, state, asking.at),
    ...upkeepOfAcks(state, {
      source: command.source,
      now: asking.at,
      resolved: gone(state, alertFacts),
      fired,
      silencesRead: command.silencesRead === true,
    }),
  ];
}

/** What time alone has brought: lost sources, missing watchdogs, reminders, lapsed acks and what runbooks want. */
export function decideTick(_command: {readonly type: 'tick'}, state: WatchState, asking: Asking): Decision {
  const ofSources = [...state.live.sources.keys()].flatMap(source => [
    ...upkeepOfSource(state, source, asking.at),
    ...upkeepOfWatchdog(state, {source, now: asking.at, whole: false}),
    ...upkeepOfAcks(state, {source, now: asking.at, resolved: new Set(), fired: [], silencesRead: false}),
  ]);
  return [...ofSources, ...upkeepOfWalks(state, asking.at)];
}

/** What changed is not told: all that the source shows counts. */
function isWhole({gone, touched}: Reconcile): boolean {
  return gone === undefined && touched === undefined;
}

function resolvedFacts(command: Reconcile, state: WatchState, asking: Asking): AlertFact[] {
  if (!isWhole(command)) {
    return (command.gone ?? []).flatMap(gone => resolvedFact(gone, command.source, state));
  }
  return [...state.shift.firing].flatMap(([key, occurrence]) =>
    occurrence.source !== command.source || state.live.alerts.has(key)
      ? []
      : [{type: 'alert.resolved' as const, ...nameOf(occurrence), on: asking.at, reason: 'absent' as const}],
  );
}

function resolvedFact(gone: Gone, source: string, state: WatchState): AlertFact[] {
  const before = state.shift.firing.get(alertKey({source, fingerprint: gone.fingerprint}));
  if (before?.startsAt !== gone.startsAt) return [];
  return [{type: 'alert.resolved', ...nameOf(before), on: gone.on, reason: gone.reason}];
}

function seenFacts(command: Reconcile, state: WatchState, now: number): AlertFact[] {
  const alerts =
    command.touched === undefined
      ? [...state.live.alerts.values()].filter(alert => alert.source === command.source)
      : liveOf(command.touched, state);
  const leaving = new Set((command.gone ?? []).map(one => `${one.fingerprint}@${one.startsAt}`));
  return alerts.flatMap(alert => factsOfAlert(alert, state, {leaving, now}));
}

function liveOf(keys: readonly AlertKey[], state: WatchState): Alert[] {
  return keys.flatMap(key => state.live.alerts.get(key) ?? []);
}

function factsOfAlert(
  alert: Alert,
  state: WatchState,
  {leaving, now}: {readonly leaving: ReadonlySet<string>; readonly now: number},
): AlertFact[] {
  const before = state.shift.firing.get(alertKey(alert));
  if (before === undefined) return [firedFact(alert, state, now)];
  if (before.startsAt === alert.startsAt) return changedFact(before, alert, state);
  const said = leaving.has(`${before.fingerprint}@${before.startsAt}`);
  const on = Math.min(alert.startsAt, now);
  const rotated: AlertFact = {type: 'alert.resolved', ...nameOf(before), on, reason: 'rotated'};
  const fired = firedFact(alert, state, now);
  return said ? [fired] : [rotated, fired];
}

function changedFact(before: Occurrence, alert: Alert, state: WatchState): AlertFact[] {
  const {severity} = severityOf(alert.labels, state.settings.severity);
  const suppressedBy = suppressorsOf(alert);
  const sameHands = isSameHands(before.suppressedBy, alert);
  if (before.state === alert.state && before.severity === severity && sameHands) return [];
  return [
    {
      type: 'alert.changed',
      ...nameOf(alert),
      ...(before.state === alert.state ? {} : {state: alert.state}),
      ...(before.severity === severity ? {} : {severity}),
      ...(sameHands ? {} : {suppressedBy}),
    },
  ];
}

/** Of several alerts that inhibit it, a source names another one each time: what counts is that one does. */
function isSameHands(before: readonly string[], {silencedBy, inhibitedBy, mutedBy}: Alert): boolean {
  const isInhibitor = (id: string) => inhibitedBy.includes(id) || FINGERPRINT.test(id);
  const others = before.filter(id => !isInhibitor(id)).sort();
  const now = [...silencedBy, ...mutedBy].sort();
  return before.some(isInhibitor) === inhibitedBy.length > 0 && others.join('\n') === now.join('\n');
}

function upkeepOfSource(state: WatchState, source: string, now: number): NewFact[] {
  const health = state.live.sources.get(source);
  const lostSince = state.shift.lost.get(source);
  if (health === undefined) return [];
  if (health.state === 'up' && lostSince !== undefined)
    return [{type: 'source.recovered', source, on: now, lostFor: Math.max(0, now - lostSince)}];
  if (lostSince !== undefined || !isLost(health, now)) return [];
  return [
    {
      type: 'source.lost',
      source,
      reason: health.trouble?.message ?? `no answer for ${LOST_AFTER / 1000} s`,
      // It was seen for the last time with its last good answer; the first that failed came later.
      on: health.lastGood ?? health.since,
    },
  ];
}

/** Label sets that these facts end. */
function gone(state: WatchState, facts: readonly AlertFact[]): ReadonlySet<AlertKey> {
  const ended = new Set<AlertKey>();
  for (const fact of facts) {
    if (fact.type === 'alert.resolved' && fact.reason !== 'rotated') ended.add(alertKey(fact));
    if (fact.type === 'alert.fired') ended.delete(alertKey(fact));
  }
  for (const key of ended) if (state.live.alerts.has(key)) ended.delete(key);
  return ended;
}

function nameOf(
  alert: Pick<Occurrence, 'source' | 'fingerprint' | 'startsAt'>,
): Pick<Occurrence, 'source' | 'fingerprint' | 'startsAt'> {
  return {source: alert.source, fingerprint: alert.fingerprint, startsAt: alert.startsAt};
}
