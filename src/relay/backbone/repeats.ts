import {createHash} from 'node:crypto';
import type {Clock} from '../../core/ports.js';
import type {NewEntry} from './backbone.js';

/** By what a repeat of a keyed entry is known. */
export interface Keyed {
  readonly key: string;
  readonly value: string;
}

/** What was told lately, so that it is not taken in twice. */
export interface Repeats {
  /** What the key was last told with, within the time. */
  valueOf(key: string): string | undefined;
  remember(keyed: Keyed, at: number): void;
  /** What is still remembered, oldest first: key, value, Unix ms. */
  all(): readonly (readonly [string, string, number])[];
}

/** So long a key is remembered, in ms. */
export const REMEMBER = 60 * 60_000;

/** More keys than that are not remembered: the oldest are forgotten before their time. */
const MOST = 100_000;
/** A longer key or value is remembered by its digest. */
const LONG = 128;

export function openRepeats({
  clock,
  remember = REMEMBER,
  most = MOST,
}: {
  readonly clock: Clock;
  readonly remember?: number;
  readonly most?: number;
}): Repeats {
  const told = new Map<string, {readonly value: string; readonly at: number}>();
  // Taking the first key off a map again and again is slow: it steps over all that were taken off before.
  const slack = Math.floor(most / 10);
  let due = Number.NEGATIVE_INFINITY;
  const forget = () => {
    due = clock.now() + remember / 10;
    const since = clock.now() - remember;
    for (const [key, {at}] of told) {
      if (at > since && told.size <= most) return;
      told.delete(key);
    }
  };
  return {
    valueOf(key) {
      const found = told.get(key);
      return found === undefined || found.at <= clock.now() - remember ? undefined : found.value;
    },
    remember({key, value}, at) {
      told.delete(key);
      told.set(key, {value, at});
      if (told.size > most + slack || clock.now() >= due) forget();
    },
    all() {
      forget();
      return [...told].map(([key, {value, at}]) => [key, value, at] as const);
    },
  };
}

/** Undefined for a fact of a journal: its number tells whether it is a repeat, however long ago it was told. */
export function keyedOf(entry: NewEntry): Keyed | undefined {
  switch (entry.kind) {
    case 'alert':
      return {key: short(`alert ${entry.key}`), value: short(entry.value)};
    case 'told':
      return {key: short(`told ${entry.key}`), value: ''};
    case 'fact':
      return undefined;
  }
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

function short(text: string): string {
  return text.length <= LONG ? text : digestOf(text);
}
