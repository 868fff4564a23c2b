import type {NewEntry} from '../backbone.js';
import type {Prepared} from '../prepare.js';
import {keyedOf} from '../repeats.js';
import type {Stream} from './stream.js';

/** Which of these are new: those that repeat neither what the stream has nor each other. */
export function newOnes(stream: Stream, batch: readonly Prepared[]): ReadonlySet<Prepared> {
  const values = new Map<string, string>();
  const have = new Map<string, number>();
  const isNew = ({entry}: Prepared): boolean => {
    if (entry.kind === 'fact') return isNewFact(entry.fact);
    return isNewKeyed(entry);
  };
  const isNewFact = ({origin, seq}: {readonly origin: string; readonly seq: number}): boolean => {
    if (seq <= (have.get(origin) ?? stream.have.get(origin) ?? 0)) return false;
    have.set(origin, seq);
    return true;
  };
  const isNewKeyed = (entry: NewEntry): boolean => {
    const keyed = keyedOf(entry);
    if (keyed === undefined) return true;
    const {key, value} = keyed;
    if ((values.get(key) ?? stream.repeats.valueOf(key)) === value) return false;
    values.set(key, value);
    return true;
  };
  return new Set(batch.filter(isNew));
}
