import type {Fact} from '../../core/shift/fact.js';
import {readFacts} from '../../journal/read-facts.js';

/**
 * Facts recorded since then, Unix ms, oldest first. A snapshot stands for what is before it, so that a replay of a long
 * journal does not have them all.
 */
export async function factsSince(
  folder: string,
  {since, warn}: {readonly since: number; readonly warn: (message: string) => void},
): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  const onGap = ({what}: {readonly what: string}) => warn(`The team may not be told of everything: ${what}`);
  for await (const fact of readFacts(folder, {since}, onGap)) facts.push(fact);
  return facts;
}
