import type {ShiftSpan} from '../handoff/shifts.js';
import {type Fact, isFact} from '../shift/fact.js';
import {inTime} from '../shift/in-time.js';

/** A watch as its journal has it. Times are Unix ms. */
export interface RecordedWatch {
  readonly operator: string;
  /** The journal whose watch it was: its facts count as own ones. */
  readonly origin: string;
  /** What was recorded before it began. */
  readonly before: readonly Fact[];
  readonly during: readonly Fact[];
  /** When each of those was recorded. They never go back, also where the machine's clock was set back. */
  readonly times: readonly number[];
  readonly from: number;
  readonly until: number;
}

/**
 * Cuts a watch out of the facts of a journal: readable ones, in the order in which they were recorded. What another
 * account brought into it counts from when that was recorded there, and not from when it came.
 */
export function recordedWatch(told: readonly Fact[], shift: ShiftSpan): RecordedWatch {
  const facts = inTime(told);
  const first = Math.max(
    0,
    facts.findIndex(fact => isFact(fact, 'shift.started') && fact.shift === shift.id),
  );
  const end = endOf(facts, first, shift);
  const during = facts.slice(first, end);
  const times = growing(during);
  return {
    operator: shift.operator,
    origin: shift.origin,
    before: facts.slice(0, first),
    during,
    times,
    from: times[0] ?? shift.startedAt,
    until: times.at(-1) ?? shift.startedAt,
  };
}

/** Behind the fact that ends it, or before the next watch of the same journal, or where the facts end. */
function endOf(facts: readonly Fact[], first: number, {id, origin}: ShiftSpan): number {
  for (let index = first + 1; index < facts.length; index++) {
    const fact = facts[index];
    if (fact === undefined) break;
    if (isFact(fact, 'shift.ended') && fact.shift === id) return index + 1;
    if (isFact(fact, 'shift.started') && fact.origin === origin) return index;
  }
  return facts.length;
}

function growing(facts: readonly Fact[]): readonly number[] {
  let latest = Number.NEGATIVE_INFINITY;
  return facts.map(({at}) => {
    latest = Math.max(latest, Date.parse(at));
    return latest;
  });
}
