import type {FactOf} from '../shift/fact.js';
import {answersText} from './answers-text.js';
import type {handoffFacts} from './facts.js';

type HandoffFact = keyof typeof handoffFacts;

/** What facts about handing a watch over say. */
export const handoffSentences: {readonly [T in HandoffFact]: (fact: FactOf<T>) => string} = {
  'handoff.accepted': fact => `${fact.by} took the watch over from ${fact.from}${acceptedText(fact.items)}`,
  'handoff.written': fact => `${fact.by} wrote the handoff${fact.file === undefined ? '' : ` to ${fact.file}`}`,
  'handoff.asked': fact => `${fact.by} asks whoever comes: ${fact.text}`,
  'handoff.edited': fact =>
    fact.text === undefined ? `${fact.by} took the own words of the handoff back` : `${fact.by} edited the handoff`,
};

/** How many were taken; what was not, with the question or whose it is to be. */
function acceptedText(items: FactOf<'handoff.accepted'>['items']): string {
  const told = items.flatMap(({answer, title, question, to}) => {
    if (answer === 'refused') return [`not ${title}: ${question ?? ''}`];
    return answer === 'delegated' ? [`${title} goes to ${to ?? ''}`] : [];
  });
  return [answersText(items), ...told].join('; ');
}
