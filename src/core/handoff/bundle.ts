import type {Fact, FactType} from '../shift/fact.js';
import type {ShiftState} from '../shift/state.js';

/** What is noted all the time and that nobody who takes over needs. */
const LEFT_OUT: ReadonlySet<string> = new Set<FactType>(['feed.reached', 'ack.extended', 'source.met']);

/**
 * The facts that go from one journal to another when a watch is handed over: everything since `from`, Unix ms, and what
 * was recorded before of acks, incidents and runbooks that are still open and of alerts that fire. Of an alert that
 * something was said about since, its beginning goes, too: without it nobody knows what that was about.
 */
export function bundledFacts(
  facts: readonly Fact[],
  {acks, incidents, walks, firing}: ShiftState,
  from: number,
): readonly Fact[] {
  const open = new Set([
    ...[...acks.values()].flatMap(({ack, status}) => (status === 'ended' ? [] : [ack])),
    ...[...incidents.values()].flatMap(({incident, status}) => (status === 'closed' ? [] : [incident])),
    ...[...walks].flatMap(([walk, {closedAt}]) => (closedAt === undefined ? [walk] : [])),
  ]);
  const since = facts.filter(({at}) => Date.parse(at) >= from);
  const firingNow = new Set([...firing.values()].map(occurrenceOf));
  const meant = new Set([...firingNow, ...since.flatMap(alertsOf)]);
  const before = facts.findLast(fact => isAttendance(fact) && Date.parse(fact.at) < from);
  return facts.filter(fact => {
    if (fact === before) return true;
    if (LEFT_OUT.has(fact.type) && !isAbout(fact, open)) return false;
    if (Date.parse(fact.at) >= from || isAbout(fact, open)) return true;
    if (fact.type === 'alert.fired') return alertsOf(fact).some(name => meant.has(name));
    return fact.type === 'note.added' && alertsOf(fact).some(name => firingNow.has(name));
  });
}

type Named = Readonly<Record<'source' | 'fingerprint' | 'startsAt', unknown>>;

function occurrenceOf({source, fingerprint, startsAt}: Named): string {
  return `${source} ${fingerprint} ${startsAt}`;
}

/** The occurrence that a fact is about, or that a note in it belongs to. */
function alertsOf(fact: Fact): readonly string[] {
  const {alert} = fact as {readonly alert?: unknown};
  const named = (typeof alert === 'object' && alert !== null ? alert : fact) as Partial<Named>;
  const {source, fingerprint, startsAt} = named;
  return fingerprint === undefined ? [] : [occurrenceOf({source, fingerprint, startsAt})];
}

/** Whether a cockpit was open as the watch began is told by what was recorded of that before. */
function isAttendance({type}: Fact): boolean {
  return type === 'watch.opened' || type === 'watch.left';
}

function isAbout(fact: Fact, open: ReadonlySet<string>): boolean {
  const {ack, incident, walk} = fact as Readonly<Record<string, unknown>>;
  return [ack, incident, walk].some(id => typeof id === 'string' && open.has(id));
}
