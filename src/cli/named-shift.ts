import {type ShiftSpan, shiftToHandOver} from '../core/handoff/shifts.js';
import {OperatorError} from '../lib/operator-error.js';
import {EXIT} from './exit-codes.js';

/** The shift of that id, or of which the id is the end; else the running one, or the last. Throws for one there is not. */
export function namedShift(
  shifts: readonly ShiftSpan[],
  id: string | undefined,
  {running, damage}: {readonly running?: string | undefined; readonly damage?: string | undefined} = {},
): ShiftSpan | undefined {
  if (id === undefined) return shiftToHandOver(shifts, running);
  const like = shifts.filter(one => one.id === id || one.id.endsWith(id));
  const [only] = like;
  if (only !== undefined && like.length === 1) return only;
  if (only !== undefined) throw notNamed(`${like.length} shifts end with ${id}.`);
  // Where not all can be read, it may be there all the same.
  throw damage === undefined
    ? notNamed(`There is no shift ${id}.`)
    : notNamed(`There is no shift ${id} in what can be read of the log.`, damage);
}

function notNamed(message: string, hint = 'See which there are with `wk shift list`.'): OperatorError {
  return new OperatorError(message, {hint, exitCode: EXIT.notFound});
}
