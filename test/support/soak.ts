import {test} from 'vitest';

/** How often something is done that may go wrong now and then: a few times, or as often as WK_SOAK says. */
export function soaking(few: number): number {
  const asked = Number(process.env.WK_SOAK);
  return Number.isInteger(asked) && asked > 0 ? asked : few;
}

/** Numbers from 0 up to 1 that are the same for the same seed; WK_SEED chooses another course of events. */
export function seeded(seed = Number(process.env.WK_SEED ?? 1)): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A few of all ways in which something can be done, spread over them, the first among them; all with WK_FULL_FAULTS=1.
 * For tests of whole processes, of which there is no time for each in each run.
 */
export function some<T>(all: readonly T[], few: number): readonly T[] {
  if (process.env.WK_FULL_FAULTS === '1' || all.length <= few) return all;
  return Array.from({length: few}, (_, at) => all[Math.floor((at * all.length) / few)] as T);
}

/** A test of whole processes that takes long, beside shorter ones of much the same: skipped but with WK_FULL_FAULTS=1. */
export const lengthy = test.skipIf(process.env.WK_FULL_FAULTS !== '1');
