import {counted} from '../counted.js';
import type {FactOf} from '../shift/fact.js';
import {brief} from '../time/duration.js';
import type {leaseFacts} from './facts.js';

type LeaseFact = keyof typeof leaseFacts;

/** What the facts about who acts for whom say. */
export const leaseSentences: {readonly [T in LeaseFact]: (fact: FactOf<T>) => string} = {
  'lease.granted': ({by, length, policies, sources}) =>
    `the relay acts for ${by} when this cockpit is not heard of for ${brief(length)}: ` +
    `${counted(sources.length, 'source')}, ${policies.length === 0 ? 'no policy' : counted(policies.length, 'policy', 'policies')}`,
  'lease.ended': ({by, reason}) =>
    reason === 'left' ? `${by} left: nobody acts for ${by}` : `the relay acts for ${by} no more`,
  'lease.taken': ({operator, silent}) =>
    `the relay acts for ${operator}, whose cockpit was not heard of for ${brief(silent)}`,
  'lease.returned': ({operator}) => `${operator}'s cockpit is back: the relay acts for ${operator} no more`,
};
