import type {Fact} from '../shift/fact.js';
import {inTime} from '../shift/in-time.js';
import {recordedAt} from './episodes.js';
import {readFacts} from './read-facts.js';
import type {Reopening} from './reopening.js';

/** How often each incident came back, oldest first, by its id: once where two journals tell of the same time. */
export function reopeningsIn(facts: readonly Fact[]): ReadonlyMap<string, readonly Reopening[]> {
  const found = new Map<string, readonly Reopening[]>();
  const resolved = new Map<string, Pick<Reopening, 'resolvedAt' | 'fix'>>();
  const goesOn = new Set<string>();
  const read = readFacts({
    'incident.resolved': ({incident, on, fix}) => {
      resolved.set(incident, {resolvedAt: on, ...(fix === undefined || fix === '' ? {} : {fix})});
      goesOn.delete(incident);
    },
    'incident.closed': ({incident}) => void goesOn.delete(incident),
    'incident.reopened': fact => {
      const {incident, because, by, reason} = fact;
      if (goesOn.has(incident)) return;
      goesOn.add(incident);
      const fired = `${fact.alert?.title ?? 'one of its alerts'} fires again`;
      const asked = reason === undefined || reason === '' ? `by ${by}` : `${by}: ${reason}`;
      const why = because === 'fired-again' ? fired : asked;
      const one = {...resolved.get(incident), at: recordedAt(fact), why};
      found.set(incident, [...(found.get(incident) ?? []), one]);
      resolved.delete(incident);
    },
  });
  for (const fact of inTime(facts.filter(({type}) => type.startsWith('incident.')))) read(fact);
  return found;
}
