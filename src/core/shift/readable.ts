import * as v from 'valibot';
import {FACT_SCHEMAS, type Fact, factVersion, isKnown, type KnownFact} from './fact.js';

/**
 * Why a fact must be shown as it is and not be interpreted: a newer version wrote it, or it lacks what its type always
 * has. One of an unknown type is no reason: it is never interpreted.
 */
export function whyUnreadable(fact: Fact): 'newer' | 'malformed' | undefined {
  if (!isKnown(fact) || whole.has(fact)) return undefined;
  const why = whyNot(fact);
  if (why === undefined) whole.add(fact);
  return why;
}

/** Facts never change: what was found whole once is not looked through again, which takes a second for a year of them. */
const whole = new WeakSet<Fact>();

export function isReadable(fact: Fact): boolean {
  return whyUnreadable(fact) === undefined;
}

/** The readable ones of facts. The same answer for the same list: a command that reads the whole log asks several times. */
export function readableOf(facts: readonly Fact[]): readonly Fact[] {
  const known = readable.get(facts) ?? facts.filter(fact => !isKnown(fact) || whyNot(fact) === undefined);
  readable.set(facts, known);
  return known;
}

const readable = new WeakMap<readonly Fact[], readonly Fact[]>();

function whyNot(fact: KnownFact): 'newer' | 'malformed' | undefined {
  if (fact.v > factVersion(fact.type)) return 'newer';
  return typeof fact.by === 'string' && v.is(FACT_SCHEMAS[fact.type], fact) ? undefined : 'malformed';
}
