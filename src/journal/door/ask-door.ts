import type {Refusal} from '../../core/shift/command.js';
import type {Fact} from '../../core/shift/fact.js';
import {badAnswer, type Caller, knock} from './knock.js';
import type {DoorRequest} from './protocol.js';

export interface Question extends Caller {
  readonly command: NonNullable<DoorRequest['command']>;
  /** Given where it may have to be asked again: what was done under it is not done twice. */
  readonly id?: string;
  /** Ms to wait for the effects to settle; the answer comes as soon as the facts are durable unless given. */
  readonly wait?: number;
  /** Hears the facts as soon as they are durable, also when the effects are waited for. */
  readonly onFacts?: (facts: readonly Fact[]) => void;
}

export type DoorAnswer =
  | {
      readonly ok: true;
      /** What the command made. */
      readonly facts: readonly Fact[];
      /** What settled it, as far as that was waited for. */
      readonly outcomes: readonly Fact[];
      readonly settled: boolean;
      /** The answer to a query. */
      readonly value?: unknown;
    }
  | {readonly ok: false; readonly refusal: Refusal};

/** Hands a command to the holder of the journal. Rejects with `DoorError` when nobody is there or nobody answers. */
export async function askDoor(question: Question): Promise<DoorAnswer> {
  let first: Extract<DoorAnswer, {ok: true}> | undefined;
  let answer: DoorAnswer | undefined;
  const {command, wait, id} = question;
  const asked = {command, ...(wait === undefined ? {} : {wait}), ...(id === undefined ? {} : {id})};
  await knock(question, asked, line => {
    answer = readAnswer(line, first);
    if (!answer.ok) return true;
    if (first === undefined) question.onFacts?.(answer.facts);
    first = answer;
    return line.more !== true;
  });
  if (answer === undefined) throw question.signal?.reason ?? badAnswer('it is empty');
  return answer;
}

function readAnswer(
  line: Readonly<Record<string, unknown>>,
  first: Extract<DoorAnswer, {ok: true}> | undefined,
): DoorAnswer {
  const {error, facts, settled, value} = line;
  if (typeof error === 'object' && error !== null) return {ok: false, refusal: error as Refusal};
  if (!Array.isArray(facts)) throw badAnswer('it names no facts');
  if (first !== undefined) return {...first, outcomes: facts, settled: settled === true};
  return {ok: true, facts, outcomes: [], settled: settled === true, ...(value === undefined ? {} : {value})};
}
