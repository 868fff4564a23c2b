import {counted} from '../counted.js';
import {type Fact, isFact, isKnown} from '../shift/fact.js';

/** So many types are named; the facts of the others are counted. */
const MOST_NAMED = 12;

/** Facts of one type that a newer version wrote. */
export interface UntoldFacts {
  readonly type: string;
  readonly count: number;
}

/** Whether a newer version wrote it, in a type or a shape that is unknown here. */
export function isUntold(fact: Fact): boolean {
  return !isKnown(fact) || isFact(fact, 'fact.unread');
}

/** How many there are of which type, the most first. */
export function untoldIn(facts: readonly Fact[]): readonly UntoldFacts[] {
  const counts = new Map<string, number>();
  for (const fact of facts) {
    if (!isUntold(fact)) continue;
    const type = isFact(fact, 'fact.unread') ? fact.of : fact.type;
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts]
    .map(([type, count]) => ({type, count}))
    .sort((left, right) => right.count - left.count || (left.type < right.type ? -1 : 1));
}

/** `A newer version wrote 3 facts that this one cannot read: 2 of a.b, 1 of c.d`. */
export function untoldText(untold: readonly UntoldFacts[], written: (type: string) => string = type => type): string {
  const all = untold.reduce((sum, {count}) => sum + count, 0);
  const named = untold.slice(0, MOST_NAMED).map(({type, count}) => `${count} of ${written(type)}`);
  const left = untold.length - named.length;
  const list = left === 0 ? named : [...named, `and those of ${counted(left, 'more type')}`];
  return `A newer version wrote ${counted(all, 'fact')} that this one cannot read: ${list.join(', ')}`;
}
