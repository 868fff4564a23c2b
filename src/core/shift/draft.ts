import {copyOf} from '../layered-map.js';
import type {Fact} from './fact.js';
import type {Ack, ShiftState} from './state.js';

type MapName = {
  [K in keyof ShiftState]-?: ShiftState[K] extends ReadonlyMap<string, unknown> ? K : never;
}[keyof ShiftState];
type ListName = 'notes' | 'changes';
type ItemOf<K extends ListName> = ShiftState[K][number];
type ValueOf<K extends MapName> = ShiftState[K] extends ReadonlyMap<string, infer V> ? V : never;

/**
 * A state that a batch of facts is folded into. It reads as a `ShiftState` at any moment; each map is copied once, when
 * the batch first writes to it, so that a batch costs one copy of what it touches.
 */
export interface Draft {
  /** Replaced, never written to, but for the maps in `copied`. */
  state: ShiftState;
  readonly copied: Set<keyof ShiftState>;
  /** Acks that this batch made or copied, and may write to. */
  readonly ownAcks: Set<string>;
}

export function openDraft(state: ShiftState): Draft {
  return {state: {...state}, copied: new Set(), ownAcks: new Set()};
}

/** The map of that name, ours to write to. */
export function writableMap<K extends MapName>(draft: Draft, name: K): Map<string, ValueOf<K>> {
  if (!draft.copied.has(name)) {
    draft.copied.add(name);
    draft.state = {...draft.state, [name]: copyOf(draft.state[name] as ReadonlyMap<string, unknown>)};
  }
  return draft.state[name] as unknown as Map<string, ValueOf<K>>;
}

type Writable<T> = {-readonly [K in keyof T]: T[K]};

/**
 * An ack, ours to write to: it is copied once for a batch, as a long journal has many facts of each. `without` takes off
 * what no longer holds, in a copy, or gives back the ack that has nothing of it.
 */
export function writableAck(draft: Draft, id: string, without: (ack: Ack) => Ack): Writable<Ack> | undefined {
  const ack = draft.state.acks.get(id);
  if (ack === undefined) return undefined;
  const kept = without(ack);
  if (kept === ack && draft.ownAcks.has(id)) return ack;
  const own = kept === ack ? {...ack} : kept;
  draft.ownAcks.add(id);
  writableMap(draft, 'acks').set(id, own);
  return own;
}

/** Whether another journal's fact comes here after what was already so then: at `since`, Unix ms, if ever. */
export function isLate(draft: Draft, {origin, at}: Pick<Fact, 'origin' | 'at'>, since: number | undefined): boolean {
  return since !== undefined && origin !== draft.state.origin && Date.parse(at) < since;
}

/** Appends to a list and drops the oldest beyond `limit`. */
export function pushTo<K extends ListName>(
  draft: Draft,
  name: K,
  push: {readonly item: ItemOf<K>; readonly limit: number},
): void {
  const list = [...draft.state[name], push.item].slice(-push.limit);
  draft.state = {...draft.state, [name]: list};
}

export function patch(draft: Draft, fields: Partial<ShiftState>): void {
  draft.state = {...draft.state, ...fields};
}
