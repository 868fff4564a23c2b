import {describe, expect, test} from 'vitest';
import {curveOf} from '../../../src/demo/server/curve.js';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 20, 22);
const span = {from: START - 58 * MINUTE, to: START + MINUTE, step: MINUTE};

function valuesOf(expr: string): readonly number[] {
  return curveOf({expr, startsAt: START}, span).map(([, value]) => value);
}

describe('the curve behind an alert', () => {
  test.each([
    ['db_pool_active / db_pool_max > 0.95', (value: number) => value > 0.95],
    ['rate(errors[5m]) > 0.05', (value: number) => value > 0.05],
    ['days_left < 3', (value: number) => value < 3],
    ['predict_linear(free[1h], 3600) < 0', (value: number) => value < 0],
    ['up == 0', (value: number) => value === 0],
  ])('%s: is calm before, and past the limit as it fires', (expr, isPast) => {
    const values = valuesOf(expr);
    expect(values).toHaveLength(60);
    expect(isPast(values[0] ?? Number.NaN)).toBe(false);
    expect(values.slice(-2).every(isPast)).toBe(true);
  });

  test('a share is never more than all', () => {
    expect(Math.max(...valuesOf('active / max > 0.95'))).toBeLessThanOrEqual(1);
  });

  test('what is no comparison is flat', () => {
    expect(new Set(valuesOf('vector(1)')).size).toBe(1);
  });
});
