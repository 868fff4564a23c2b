import {type Fact, isFact} from './fact.js';

/**
 * Since when these facts tell all, Unix ms; undefined where there are none. What another account recorded earlier comes
 * after what this one did, since it was brought later: it tells all since its watch began, and of before only what stood.
 */
export function logBegin(facts: readonly Fact[]): number | undefined {
  const [first] = facts;
  if (first === undefined) return undefined;
  const begins = new Map<string, {readonly at: number; readonly isWatch: boolean}>();
  for (const fact of facts) {
    if (fact.origin === first.origin) continue;
    const [at, isWatch] = [Date.parse(fact.at), isFact(fact, 'shift.started')];
    const before = begins.get(fact.origin);
    if (before === undefined || (isWatch && !before.isWatch) || (isWatch === before.isWatch && at < before.at))
      begins.set(fact.origin, {at, isWatch});
  }
  return Math.min(Date.parse(first.at), ...[...begins.values()].map(({at}) => at));
}
