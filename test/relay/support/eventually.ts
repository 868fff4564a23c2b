import {expect} from 'vitest';

/** Looks again until it is as expected; patient, because a busy machine may take its time. */
export function eventually<T>(look: () => T) {
  return expect.poll(look, {timeout: 15_000, interval: 10});
}
