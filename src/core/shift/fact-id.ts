import type {Envelope} from './fact.js';

/** What tells a fact from every other one, whichever journal it stands in: `ORIGIN:SEQ`. */
export function factId({origin, seq}: Pick<Envelope, 'origin' | 'seq'>): string {
  return `${origin}:${seq}`;
}
