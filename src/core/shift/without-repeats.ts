import {type AlertKey, alertKey} from '../alert/alert.js';
import {type Fact, isFact} from './fact.js';

/**
 * The facts without what a second journal tells of the same time that an alert was there: two people saw it, and it fired
 * and ended once. Whose word came first stands.
 */
export function withoutRepeats(facts: readonly Fact[]): readonly Fact[] {
  if (!tellSeveral(facts)) return facts;
  const tellers = new Map<string, string>();
  return facts.filter(fact => {
    const name = nameOf(fact);
    if (name === undefined) return true;
    const teller = tellers.get(name);
    if (teller === undefined) tellers.set(name, fact.origin);
    return teller === undefined || teller === fact.origin;
  });
}

function tellSeveral(facts: readonly Fact[]): boolean {
  const first = facts.find(fact => isFact(fact, 'alert.fired'));
  return facts.some(fact => isFact(fact, 'alert.fired') && fact.origin !== first?.origin);
}

type Name = `${'fired' | 'resolved'} ${AlertKey} ${number}`;

function nameOf(fact: Fact): Name | undefined {
  if (isFact(fact, 'alert.fired')) return `fired ${alertKey(fact)} ${fact.startsAt}`;
  return isFact(fact, 'alert.resolved') ? `resolved ${alertKey(fact)} ${fact.startsAt}` : undefined;
}
