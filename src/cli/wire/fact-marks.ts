import type {Fact} from '../../core/shift/fact.js';

/** By origin, the highest number that is known already. */
export type FactMarks = ReadonlyMap<string, number>;

/** The facts that are not known yet, in their order. */
export function factsAfter(facts: readonly Fact[], marks: FactMarks): readonly Fact[] {
  return facts.filter(({origin, seq}) => seq > (marks.get(origin) ?? 0));
}
