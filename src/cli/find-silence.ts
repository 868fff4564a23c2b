import type {Silence} from '../core/alert/silence.js';
import type {WatchState} from '../core/watch-state.js';
import {OperatorError} from '../lib/operator-error.js';
import {EXIT} from './exit-codes.js';
import {isFrom} from './selection.js';

/** Shorter beginnings of an id could mean too many. */
const SHORTEST = 6;

/** The silence with this id, or the only one whose id begins like it. Rejects when there is none, or more than one. */
export function findSilence(id: string, state: WatchState, sources: readonly string[]): Silence {
  const all = [...state.live.silences.values()].filter(({source}) => isFrom(source, sources));
  const exact = all.filter(silence => silence.id === id);
  const found = exact.length > 0 || id.length < SHORTEST ? exact : all.filter(silence => silence.id.startsWith(id));
  const [silence, ...others] = found;
  if (silence === undefined) {
    throw new OperatorError(`There is no silence ${id}.`, {
      hint: 'List them with `wk silence list`.',
      exitCode: EXIT.notFound,
    });
  }
  if (others.length > 0) {
    throw new OperatorError(`${found.length} silences fit ${id}.`, {
      hint: 'Give the whole id, and --source where two Alertmanagers have it.',
    });
  }
  return silence;
}
