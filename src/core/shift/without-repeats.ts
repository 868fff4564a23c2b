import {type AlertKey, alertKey} from '../alert/alert.js';
import {type Fact, isFact} from './fact.js';
import {areOfSeveral, inTime} from './in-time.js';

/**
 * The facts of several journals as one story, by time, without what a second one tells of the same time that an alert was
 * there: two people saw it, it fired and ended once, and what it had led to was taken up again once. Whose word is the
 * first stands.
 */
export function withoutRepeats(facts: readonly Fact[]): readonly Fact[] {
  if (!areOfSeveral(facts)) return facts;
  const tellers = new Map<string, string>();
  return inTime(facts).filter(fact => {
    const name = nameOf(fact);
    if (name === undefined) return true;
    const teller = tellers.get(name);
    if (teller === undefined) tellers.set(name, fact.origin);
    return teller === undefined || teller === fact.origin;
  });
}

type Name = `${'fired' | 'resolved' | `reopened ${string}`} ${AlertKey} ${number}`;

function nameOf(fact: Fact): Name | undefined {
  if (isFact(fact, 'alert.fired')) return `fired ${alertKey(fact)} ${fact.startsAt}`;
  if (isFact(fact, 'alert.resolved')) return `resolved ${alertKey(fact)} ${fact.startsAt}`;
  if (!isFact(fact, 'incident.reopened') || fact.alert === undefined) return undefined;
  return `reopened ${fact.incident} ${alertKey(fact.alert)} ${fact.alert.startsAt}`;
}
