import {type Fact, isFact} from '../shift/fact.js';
import {inTime} from '../shift/in-time.js';

/** One person's turn, as the facts tell it. Times are Unix ms. */
export interface ShiftSpan {
  readonly id: string;
  readonly operator: string;
  readonly startedAt: number;
  /** When it was to end. */
  readonly endsAt?: number;
  /** Absent while it runs; a shift that nobody ended goes to the beginning of the next one of the same journal. */
  readonly endedAt?: number;
  readonly origin: string;
}

/** The one whose handoff is meant where none is named: the running one, else the last. */
export function shiftToHandOver(shifts: readonly ShiftSpan[], running: string | undefined): ShiftSpan | undefined {
  return shifts.findLast(({id}) => id === running) ?? shifts.at(-1);
}

/** The one that somebody takes over where none is named: the last of anybody else. */
export function shiftToTake(shifts: readonly ShiftSpan[], incoming: string): ShiftSpan | undefined {
  return shifts.findLast(({operator}) => operator !== incoming);
}

/** When the journal of that origin last recorded any of these facts, Unix ms; 0 where it has none of them. */
export function lastHeardOf(origin: string, facts: readonly Fact[]): number {
  return facts.reduce((last, fact) => (fact.origin === origin ? Math.max(last, Date.parse(fact.at)) : last), 0);
}

/** The shifts in facts, oldest first: also where another account's were brought here later. */
export function shiftsIn(facts: readonly Fact[]): readonly ShiftSpan[] {
  const shifts: ShiftSpan[] = [];
  const end = (index: number, at: number) => {
    const shift = shifts[index];
    if (shift !== undefined && shift.endedAt === undefined) shifts[index] = {...shift, endedAt: at};
  };
  for (const fact of inTime(facts.filter(({type}) => type === 'shift.started' || type === 'shift.ended'))) {
    if (isFact(fact, 'shift.started')) {
      const at = fact.on ?? Date.parse(fact.at);
      end(
        shifts.findLastIndex(({origin}) => origin === fact.origin),
        at,
      );
      const until = fact.endsAt === undefined ? {} : {endsAt: fact.endsAt};
      shifts.push({id: fact.shift, operator: fact.operator, startedAt: at, origin: fact.origin, ...until});
    }
    if (isFact(fact, 'shift.ended')) {
      end(
        shifts.findIndex(({id}) => id === fact.shift),
        fact.on ?? Date.parse(fact.at),
      );
    }
  }
  return shifts;
}
