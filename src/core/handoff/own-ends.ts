import {alertKey} from '../alert/alert.js';
import {type Fact, type FactOf, isFact} from '../shift/fact.js';
import {type Episode, recordedAt} from './episodes.js';
import {issueOf} from './issue.js';
import type {Told} from './told.js';

/**
 * Which episodes ended while another account had the watch, where only the journal of the watch that is told saw them: what
 * the other one saw, too, is told there. Facts are those of all journals.
 */
export function ownEnds(
  facts: readonly Fact[],
  {since, tells}: Pick<Told, 'since' | 'tells'>,
): (episode: Episode) => boolean {
  const resolved = facts.filter(fact => isFact(fact, 'alert.resolved'));
  const own = resolved.filter(fact => recordedAt(fact) < since && tells(fact));
  if (own.length === 0) return () => false;
  const fired = facts.filter(fact => isFact(fact, 'alert.fired'));
  const issues = new Map(fired.map(fact => [alertKey(fact), issueOf(fact).id]));
  const others = new Set([...fired, ...resolved].filter(({origin}) => origin !== own[0]?.origin).map(nameOf));
  const alone = own.filter(fact => !others.has(nameOf(fact)));
  const ends = new Set(alone.map(fact => `${issues.get(alertKey(fact))} ${recordedAt(fact)}`));
  return ({issue, endSeenAt}) => ends.has(`${issue} ${endSeenAt}`);
}

function nameOf(fact: FactOf<'alert.fired'> | FactOf<'alert.resolved'>): string {
  return `${alertKey(fact)} ${fact.startsAt}`;
}
