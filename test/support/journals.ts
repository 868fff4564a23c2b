import type {Fact} from '../../src/core/shift/fact.js';
import {factsAt, type Told} from './a-recorded-watch.js';

/** The journal of one account, by minutes after the beginning of the night. It is called after whoever works in it. */
export function journalOf(person: string, ...told: readonly Told[]): readonly Fact[] {
  return factsAt(...told).map(fact => ({...fact, origin: `${person}s`, by: person}));
}
