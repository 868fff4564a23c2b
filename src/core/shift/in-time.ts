import type {Fact} from './fact.js';

interface Timed {
  readonly fact: Fact;
  /** Unix ms. */
  readonly at: number;
}

/**
 * Facts of several journals by when they were recorded, whichever came here first. Those of one journal stay in its order,
 * also where its clock was set back; two of the same time go by the names of their journals, so that everybody has the
 * same order. One journal is given back as it is, and so is what is in order already.
 */
export function inTime(told: readonly Fact[]): readonly Fact[] {
  const facts = inOwnOrder(told);
  if (!areOfSeveral(facts)) return facts;
  const latest = new Map<string, number>();
  let isInOrder = true;
  let before: Timed | undefined;
  const timed = facts.map((fact): Timed => {
    const at = Math.max(Date.parse(fact.at), latest.get(fact.origin) ?? Number.NEGATIVE_INFINITY);
    latest.set(fact.origin, at);
    const one = {fact, at};
    if (before !== undefined && order(before, one) > 0) isInOrder = false;
    before = one;
    return one;
  });
  // What another account brought is a few runs that are each in order: to put them together takes hardly more than to look.
  return isInOrder ? facts : timed.sort(order).map(({fact}) => fact);
}

/** Files of another journal may come in any order, and with them its facts: each journal's own numbers say what was first. */
function inOwnOrder(facts: readonly Fact[]): readonly Fact[] {
  const highest = new Map<string, number>();
  const isLate = facts.some(({origin, seq}) => {
    if (seq < (highest.get(origin) ?? 0)) return true;
    highest.set(origin, seq);
    return false;
  });
  return isLate ? facts.toSorted(byOrigin) : facts;
}

function byOrigin(left: Fact, right: Fact): number {
  if (left.origin === right.origin) return left.seq - right.seq;
  return left.origin < right.origin ? -1 : 1;
}

/** Whether more than one journal told these. */
export function areOfSeveral(facts: readonly Fact[]): boolean {
  const own = facts[0]?.origin;
  return facts.some(({origin}) => origin !== own);
}

function order(left: Timed, right: Timed): number {
  if (left.at !== right.at) return left.at - right.at;
  const [one, other] = [left.fact.origin, right.fact.origin];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
