import type {Fact, FactOf, FactType} from '../shift/fact.js';

/** What to do with a fact of each kind; the others are passed over. */
export type FactReaders = {readonly [T in FactType]?: (fact: FactOf<T>) => void};

export function readFacts(readers: FactReaders): (fact: Fact) => void {
  const byType = new Map<string, ((fact: never) => void) | undefined>(Object.entries(readers));
  return fact => (byType.get(fact.type) as ((fact: Fact) => void) | undefined)?.(fact);
}
