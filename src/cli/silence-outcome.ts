import {type Fact, isFact} from '../core/shift/fact.js';
import {OperatorError} from '../lib/operator-error.js';
import {durationOf} from './args.js';
import {EXIT} from './exit-codes.js';
import {refused, type Work} from './with-hands.js';

/** How an order for a silence ended. Times are Unix ms. */
export type SilenceOutcome =
  | {
      readonly state: 'placed';
      readonly source: string;
      readonly id: string;
      readonly startsAt: number;
      readonly endsAt: number;
    }
  | {readonly state: 'expired'; readonly source: string; readonly id: string};

const WAIT = 60_000;

/**
 * Waits for an order and answers how it ended; undefined when there was nothing to do. Rejects when the source refused
 * it, or did not take it in time.
 */
async function silenceOutcome(facts: readonly Fact[], {args, hands}: Work): Promise<SilenceOutcome | undefined> {
  if (facts.length === 0) {
    return undefined;
  }
  const {facts: later} = await hands.settle(facts, durationOf(args, 'wait') ?? WAIT);
  for (const fact of [...facts, ...later].toReversed()) {
    if (isFact(fact, 'silence.placed')) {
      const {source, silence: id, startsAt, endsAt} = fact;
      return {state: 'placed', source, id, startsAt, endsAt};
    }
    if (isFact(fact, 'silence.expired')) {
      return {state: 'expired', source: fact.source, id: fact.silence};
    }
    if (isFact(fact, 'silence.failed')) {
      throw new OperatorError(`${fact.source}: ${fact.reason}`, {
        hint: fact.hint ?? 'See `wk doctor` for the state of the Alertmanager.',
        exitCode: EXIT.failed,
      });
    }
  }
  throw new OperatorError('It is recorded, but the Alertmanager has not taken it yet.', {
    hint: 'See `wk silence list`, and `wk doctor` for the state of the Alertmanager.',
    exitCode: EXIT.unreachable,
  });
}

/** Hands one order to the writer and waits for its end. */
export async function orderSilence(
  command: Parameters<Work['hands']['dispatch']>[0],
  work: Work,
): Promise<SilenceOutcome | undefined> {
  const outcome = await work.hands.dispatch(command);
  if (!outcome.ok) {
    throw refused(outcome.refusal);
  }
  return silenceOutcome(outcome.facts, work);
}

export interface Done<T> {
  readonly done: readonly T[];
  readonly said: readonly string[];
  readonly exitCode: number;
}

/** Does the same for each; what fails is told and does not keep the others from being done. */
export async function forEachOf<I, T>(items: readonly I[], act: (item: I) => Promise<T | undefined>): Promise<Done<T>> {
  const done: T[] = [];
  const said: string[] = [];
  let exitCode: number = EXIT.done;
  for (const item of items) {
    try {
      const result = await act(item);
      if (result !== undefined) {
        done.push(result);
      }
    } catch (error) {
      if (!(error instanceof OperatorError)) {
        throw error;
      }
      said.push(`wk: ${error.message}${error.hint === undefined ? '' : `\n    ${error.hint}`}`);
      exitCode = error.exitCode;
    }
  }
  return {done, said, exitCode};
}
