import type {Fact} from '../core/shift/fact.js';
import {learnedNames} from '../core/shift/learned-names.js';
import type {Naming} from '../core/shift/sentence.js';

/** Names for what facts speak of, as those facts themselves gave them. */
export function learnedFrom(facts: readonly Fact[], zone: string): Naming {
  const names = learnedNames();
  names.learn(facts);
  return {...names.naming, zone};
}
