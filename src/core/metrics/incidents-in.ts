import type {Incident} from '../incident/incident.js';
import type {Fact} from '../shift/fact.js';
import {fold, initialShift} from '../shift/fold.js';

/** The incidents that facts tell of, whoever of the team declared them, by when they began. */
export function incidentsIn(facts: readonly Fact[]): readonly Incident[] {
  const about = facts.filter(({type}) => type.startsWith('incident.'));
  const [first] = about;
  if (first === undefined) return [];
  const {incidents} = fold(initialShift(first.origin), about);
  return [...incidents.values()].sort((a, b) => a.startedAt - b.startedAt);
}
