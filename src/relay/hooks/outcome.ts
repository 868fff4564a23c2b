import type {HookResult} from './hook.js';

export type Refusal = Extract<HookResult, {readonly ok: false}>;

/** What was read from a request, or why it is refused. */
export type Outcome<T> = {readonly ok: true; readonly value: T} | Refusal;

export function read<T>(value: T): Outcome<T> {
  return {ok: true, value};
}

/** `reason` is a sentence for whoever set up the sender. */
export function refuse(reason: string, status: Refusal['status'] = 400): Refusal {
  return {ok: false, status, reason};
}

/** What is read from each item, or the first refusal. */
export function readEach<T, U>(
  items: readonly T[],
  one: (item: T, index: number) => Outcome<U>,
): Outcome<readonly U[]> {
  const values: U[] = [];
  for (const [index, item] of items.entries()) {
    const outcome = one(item, index);
    if (!outcome.ok) return outcome;
    values.push(outcome.value);
  }
  return read(values);
}

/** What could be read of a list, and why the rest could not; refused where nothing could. */
export interface PartlyRead<T> {
  readonly values: readonly T[];
  readonly passedOver: readonly string[];
}

/** One item that makes no sense does not keep the others from being told: its sender would not send them again. */
export function readSome<T, U>(
  items: readonly T[],
  one: (item: T, index: number) => Outcome<U>,
): Outcome<PartlyRead<U>> {
  const outcomes = items.map(one);
  const values = outcomes.flatMap(outcome => (outcome.ok ? [outcome.value] : []));
  const refusals = outcomes.flatMap(outcome => (outcome.ok ? [] : [outcome]));
  const [first] = refusals;
  if (first !== undefined && values.length === 0) return first;
  return read({values, passedOver: refusals.map(({reason}) => reason)});
}
