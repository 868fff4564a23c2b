import type {Ids} from '../ports.js';
import type {Refusal} from './command.js';
import type {FactBody, FactType} from './fact.js';

/** A fact before the writer gives it its envelope. */
export type NewFact = {[T in FactType]: Readonly<{type: T} & FactBody<T>>}[FactType];

/** What a command comes to: facts (none when it is already so), or the reason why not. */
export type Decision = readonly NewFact[] | {readonly refusal: Refusal};

/** Who asks, when (Unix ms), and where ids come from. */
export interface Asking {
  readonly at: number;
  readonly by: string;
  readonly newId: Ids;
}

export function refuse(code: Refusal['code'], message: string, hint: string): {readonly refusal: Refusal} {
  return {refusal: {code, message, hint}};
}

export function isRefusal(decision: Decision): decision is {readonly refusal: Refusal} {
  return 'refusal' in decision;
}
