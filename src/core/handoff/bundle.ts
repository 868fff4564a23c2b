import {type Fact, type FactType, isFact} from '../shift/fact.js';
import {fold, initialShift} from '../shift/fold.js';
import {isReadable} from '../shift/readable.js';
import type {ShiftState} from '../shift/state.js';
import {recordedAt} from './episodes.js';
import {BEFORE} from './taken-over.js';
import {type Told, toldSince} from './told.js';

/** What is noted all the time and that nobody who takes over needs. */
const LEFT_OUT: ReadonlySet<string> = new Set<FactType>(['feed.reached', 'ack.extended', 'source.met']);
/** What a fact says of one occurrence of an alert, and what was said of it since goes with it, from its beginning on. */
const OF_ALERTS: ReadonlySet<string> = new Set<FactType>([
  'alert.fired',
  'alert.changed',
  'alert.resolved',
  'alert.judged',
  'note.added',
]);
/** Names of what goes on for a while. */
const LASTING = ['ack', 'incident', 'walk', 'delivery'] as const;

/**
 * What goes over of a watch. Of one that is not the last of its journal that is all until the next one began, which is
 * handed over by itself: `until`, Unix ms, says so. Facts are all of the journal, oldest first.
 */
export function bundledWatch(
  facts: readonly Fact[],
  state: ShiftState,
  {from, shift}: {readonly from: number; readonly shift?: string},
): {readonly facts: readonly Fact[]; readonly until?: number} {
  const began = facts.findIndex(fact => isFact(fact, 'shift.started') && fact.shift === shift);
  const origin = facts[began]?.origin;
  const isNext = (fact: Fact) => isFact(fact, 'shift.started') && fact.origin === origin;
  const next = began < 0 ? -1 : facts.findIndex((fact, index) => index > began && isNext(fact));
  const first = facts[next];
  // What was done while nobody had the watch before it is told with it.
  const told = toldSince(facts, {from, shift});
  if (first === undefined) return {facts: bundledFacts(facts, state, told)};
  const before = facts.slice(0, next);
  const then = fold(initialShift(state.origin), before.filter(isReadable));
  return {facts: bundledFacts(before, then, told), until: recordedAt(first)};
}

/**
 * The facts that go from one journal to another when a watch is handed over: everything `since` then, Unix ms, what else
 * the watch `tells`, and what was recorded before of all that still stands: of acks, incidents, runbooks and deliveries, of
 * alerts that fire with whoever acked or silenced them, and of what is planned. Of what something was said since, all of it
 * goes: without its beginning nobody knows what that was about.
 */
export function bundledFacts(
  facts: readonly Fact[],
  state: ShiftState,
  {since: from, tells = fact => recordedAt(fact) >= from}: Pick<Told, 'since'> & Partial<Pick<Told, 'tells'>>,
): readonly Fact[] {
  const since = facts.filter(fact => tells(fact));
  const open = openIn(state);
  const lasting = new Set([...open, ...since.flatMap(lastingIn)]);
  const alerts = new Set([
    ...[...state.firing.values()].map(occurrenceOf),
    ...facts.filter(fact => tells(fact) || lastingIn(fact).some(id => lasting.has(id))).flatMap(alertsOf),
  ]);
  const before = facts.filter(fact => !tells(fact));
  // Whoever had an alert, or was called about it, stays known when that is over.
  for (const fact of before) if (isAboutAny(fact, alerts)) for (const id of lastingIn(fact)) lasting.add(id);
  const silences = silencesOf(facts, alerts, from);
  const threads = new Set(facts.flatMap(fact => (isNamed(fact, lasting) ? threadOf(fact) : [])));
  const attendance = before.findLast(isAttendance);
  const stands = (fact: Fact) =>
    fact === attendance ||
    // Who takes a watch over may do so before they begin their own: what they refused or delegated then is still asked.
    (isFact(fact, 'handoff.accepted') && recordedAt(fact) >= from - BEFORE) ||
    isNamed(fact, lasting) ||
    (OF_ALERTS.has(fact.type) && isAboutAny(fact, alerts)) ||
    (isFact(fact, 'change.recorded') && fact.on >= from) ||
    (fact.type.startsWith('silence.') && silences.has(silenceIn(fact))) ||
    (isFact(fact, 'pager.reported') && threads.has(fact.key ?? ''));
  return facts.filter(fact => {
    if (LEFT_OUT.has(fact.type) && !isNamed(fact, open)) return false;
    return tells(fact) || stands(fact);
  });
}

function openIn({acks, incidents, walks, deliveries}: ShiftState): ReadonlySet<string> {
  return new Set([
    ...[...acks.values()].flatMap(({ack, status}) => (status === 'ended' ? [] : [ack])),
    ...[...incidents.values()].flatMap(({incident, status, tasks}) =>
      status === 'closed' && tasks.every(({doneAt}) => doneAt !== undefined) ? [] : [incident],
    ),
    ...[...walks].flatMap(([walk, {closedAt}]) => (closedAt === undefined ? [walk] : [])),
    ...[...deliveries.values()].flatMap(({delivery, state}) => (state === 'requested' ? [delivery] : [])),
  ]);
}

type Named = Readonly<Record<'source' | 'fingerprint' | 'startsAt', unknown>>;

function occurrenceOf({source, fingerprint, startsAt}: Named): string {
  return `${source} ${fingerprint} ${startsAt}`;
}

/** The occurrences that a fact is about: itself of one, a note in it, an ack or an incident of several. */
function alertsOf(fact: Fact): readonly string[] {
  const {source, alert, alerts} = fact as Readonly<Record<string, unknown>>;
  const named = [fact, alert, ...(Array.isArray(alerts) ? alerts : [])] as readonly (
    | Partial<Named>
    | undefined
    | null
  )[];
  return named.flatMap(one =>
    one?.fingerprint === undefined
      ? []
      : [occurrenceOf({source: one.source ?? source, fingerprint: one.fingerprint, startsAt: one.startsAt})],
  );
}

function isAboutAny(fact: Fact, alerts: ReadonlySet<string>): boolean {
  return alertsOf(fact).some(name => alerts.has(name));
}

function lastingIn(fact: Fact): readonly string[] {
  const named = fact as Readonly<Record<string, unknown>>;
  return LASTING.flatMap(name => {
    const id = named[name];
    return typeof id === 'string' ? [id] : [];
  });
}

function isNamed(fact: Fact, ids: ReadonlySet<string>): boolean {
  return lastingIn(fact).some(id => ids.has(id));
}

/** Silences that were in force at `from` or later, and those that held any of the alerts. */
function silencesOf(facts: readonly Fact[], alerts: ReadonlySet<string>, from: number): ReadonlySet<string> {
  const standing = new Set<string>();
  for (const fact of facts) {
    if (isFact(fact, 'silence.placed') && fact.endsAt >= from) standing.add(silenceIn(fact));
    else if (isFact(fact, 'silence.expired') && recordedAt(fact) < from) standing.delete(silenceIn(fact));
  }
  return new Set([...standing, ...facts.filter(fact => isAboutAny(fact, alerts)).flatMap(holdersIn)]);
}

function holdersIn(fact: Fact): readonly string[] {
  if (!isFact(fact, 'alert.fired') && !isFact(fact, 'alert.changed')) return [];
  return (fact.suppressedBy ?? []).map(id => `${fact.source}/${id}`);
}

function silenceIn(fact: Fact): string {
  const {source, silence} = fact as Readonly<Record<string, unknown>>;
  return `${source}/${silence}`;
}

/** By what a target knows what was sent there. */
function threadOf(fact: Fact): readonly string[] {
  return isFact(fact, 'delivery.requested') ? [fact.thread] : [];
}

/** Whether a cockpit was open as the watch began is told by what was recorded of that before. */
function isAttendance({type}: Fact): boolean {
  return type === 'watch.opened' || type === 'watch.left';
}
