import type {Fact, FactType} from '../shift/fact.js';
import type {ShiftState} from '../shift/state.js';

/** What is noted all the time and that nobody who takes over needs. */
const LEFT_OUT: ReadonlySet<string> = new Set<FactType>(['feed.reached', 'ack.extended', 'source.met']);

/**
 * The facts that go from one journal to another when a watch is handed over: everything since `from`, Unix ms, and what
 * was recorded before of acks and incidents that are still open.
 */
export function bundledFacts(facts: readonly Fact[], {acks, incidents}: ShiftState, from: number): readonly Fact[] {
  const open = new Set([
    ...[...acks.values()].flatMap(({ack, status}) => (status === 'ended' ? [] : [ack])),
    ...[...incidents.values()].flatMap(({incident, status}) => (status === 'closed' ? [] : [incident])),
  ]);
  const before = facts.findLast(fact => isAttendance(fact) && Date.parse(fact.at) < from);
  return facts.filter(fact => {
    if (fact === before) return true;
    if (LEFT_OUT.has(fact.type) && !isAbout(fact, open)) return false;
    return Date.parse(fact.at) >= from || isAbout(fact, open);
  });
}

/** Whether a cockpit was open as the watch began is told by what was recorded of that before. */
function isAttendance({type}: Fact): boolean {
  return type === 'watch.opened' || type === 'watch.left';
}

function isAbout(fact: Fact, open: ReadonlySet<string>): boolean {
  const {ack, incident} = fact as {readonly ack?: unknown; readonly incident?: unknown};
  return (typeof ack === 'string' && open.has(ack)) || (typeof incident === 'string' && open.has(incident));
}
