import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {intervalOf, nextAfterFailure, nextAfterGood} from '../../../src/sources/alertmanager/pace.js';

const trouble = (kind: 'unreachable' | 'overloaded') => ({kind, message: '', hint: ''});
const chance = fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true});

describe('the pace of polling', () => {
  test('is the configured interval, which jitter only shortens', () => {
    fc.assert(
      fc.property(chance, random => {
        const next = nextAfterGood({latency: 40}, {poll: 5_000, random: () => random});
        expect(next).toBeLessThanOrEqual(5_000);
        expect(next).toBeGreaterThanOrEqual(4_500);
      }),
    );
  });

  test('widens when a poll takes more than half of it, and narrows again', () => {
    expect(intervalOf({latency: 2_500}, 5_000)).toBe(5_000);
    expect(intervalOf({latency: 4_000}, 5_000)).toBe(8_000);
    expect(intervalOf({latency: 600_000}, 5_000)).toBe(300_000);
    expect(intervalOf({latency: 10}, 5_000)).toBe(5_000);
  });

  test('backs off with jitter, for half a minute at most, so that recovery is seen soon', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 100}), chance, (failures, random) => {
        const view = {failures, trouble: trouble('unreachable')};
        const next = nextAfterFailure(view, {poll: 5_000, random: () => random});
        expect(next).toBeGreaterThanOrEqual(250);
        expect(next).toBeLessThanOrEqual(Math.min(30_000, 1_000 * 2 ** (failures - 1)));
      }),
    );
  });

  test('gives an overloaded server more time from the first refusal', () => {
    const options = {poll: 5_000, random: () => 0.999};
    expect(nextAfterFailure({failures: 1, trouble: trouble('overloaded')}, options)).toBeGreaterThan(4_900);
    expect(nextAfterFailure({failures: 9, trouble: trouble('overloaded')}, options)).toBeGreaterThan(59_000);
  });
});
