import type {Ids} from '../../core/ports.js';
import {DEFAULT_SEED} from '../../demo/night/night.js';
import {seeded} from '../../demo/night/random.js';

/** Everything that a watch leaves to chance. */
export interface Chance {
  readonly ids: Ids;
  /** For the pace of a source's polls, 0 up to 1: a sequence of its own, since nobody can say who asks first. */
  randomOf(source: string): () => number;
}

/** The same for the same seed. */
export function seededChance(seed = DEFAULT_SEED): Chance {
  const letter = seeded(seed);
  return {
    ids: prefix => prefix + Array.from({length: 10}, () => Math.floor(letter() * 36).toString(36)).join(''),
    randomOf: source => seeded([...source].reduce((sum, char) => sum * 31 + (char.codePointAt(0) ?? 0), seed)),
  };
}
