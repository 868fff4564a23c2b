import {type Fact, type FactOf, isFact} from '../shift/fact.js';
import {inTime} from '../shift/in-time.js';
import type {TakenOver} from './accepted-item.js';
import {recordedAt} from './episodes.js';
import {shiftsIn} from './shifts.js';

/** A watch is taken over at most so long, ms, before the next one begins. */
export const BEFORE = 2 * 60 * 60_000;
/** Shorter than this, ms, two who are on are a change of hands. */
const UNREMARKABLE = 60_000;

interface Watch {
  readonly from: number;
  readonly to: number;
  readonly shift?: string | undefined;
  readonly operator: string;
}

/** Who took this watch over, also after its end, and what its operator took over from the one before; oldest first. */
export function takenOver(facts: readonly Fact[], {from, to, shift, operator}: Watch): readonly TakenOver[] {
  const earlier = shiftsIn(facts).filter(one => one.operator === operator && one.id !== shift && one.startedAt < from);
  const accepted = facts.filter(fact => isFact(fact, 'handoff.accepted'));
  return inTime(accepted).flatMap(fact => {
    if (!isFact(fact, 'handoff.accepted')) return [];
    const at = recordedAt(fact);
    const isOfThis = shift !== undefined && fact.shift === shift;
    const isBefore = fact.by === operator && fact.shift !== shift && at >= from - BEFORE && at <= to;
    // What they took over with an earlier watch of theirs is told by that.
    const isEarlier = earlier.some(({endedAt = 0}) => endedAt >= at);
    if (!isOfThis && (!isBefore || isEarlier)) return [];
    const both = isOfThis ? overlapFrom(fact, facts) : {};
    return [{at, by: fact.by, from: fact.from, isOfThis, ...both, items: fact.items.map(itemOf)}];
  });
}

/** How long two were on: known of a watch of the same journal alone, since of others the end need not be told here. */
function overlapFrom(
  {shift, origin, at}: FactOf<'handoff.accepted'>,
  facts: readonly Fact[],
): Pick<TakenOver, 'overlap'> {
  const own = facts.filter(fact => fact.origin === origin);
  if (!own.some(fact => isFact(fact, 'shift.started') && fact.shift === shift)) return {};
  const end = own.find(fact => isFact(fact, 'shift.ended') && fact.shift === shift);
  if (end === undefined) return {overlap: {}};
  const to = recordedAt(end);
  return to - Date.parse(at) < UNREMARKABLE ? {} : {overlap: {to}};
}

function itemOf({
  kind,
  id,
  title,
  answer,
  to,
  question,
}: TakenOver['items'][number] | Loose): TakenOver['items'][number] {
  return {
    kind,
    id,
    title,
    answer,
    ...(to === undefined ? {} : {to}),
    ...(question === undefined ? {} : {question}),
  };
}

type Loose = Omit<TakenOver['items'][number], 'to' | 'question'> & {
  readonly to?: string | undefined;
  readonly question?: string | undefined;
};
