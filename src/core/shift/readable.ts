import * as v from 'valibot';
import {FACT_SCHEMAS, type Fact, factVersion, isKnown} from './fact.js';

/**
 * Why a fact must be shown as it is and not be interpreted: a newer version wrote it, or it lacks what its type always
 * has. One of an unknown type is no reason: it is never interpreted.
 */
export function whyUnreadable(fact: Fact): 'newer' | 'malformed' | undefined {
  if (!isKnown(fact) || whole.has(fact)) return undefined;
  if (fact.v > factVersion(fact.type)) return 'newer';
  if (typeof fact.by !== 'string' || !v.is(FACT_SCHEMAS[fact.type], fact)) return 'malformed';
  whole.add(fact);
  return undefined;
}

/** Facts never change: what was found whole once is not looked through again, which takes a second for a year of them. */
const whole = new WeakSet<Fact>();

export function isReadable(fact: Fact): boolean {
  return whyUnreadable(fact) === undefined;
}
