import {expect, test} from 'vitest';
import {timesOf} from '../../../src/core/handoff/times.js';

const at = (text: string) => Date.parse(`${text}:00Z`);

test('a time of the day before the watch has its date, though it is within a day of the look', () => {
  const times = timesOf({from: at('2026-11-30T10:29'), now: at('2026-11-30T10:37')});
  expect(times.at(at('2026-11-29T14:00'))).toBe('2026-11-29 14:00Z');
  expect(times.at(at('2026-11-30T00:10'))).toBe('00:10Z');
  expect(times.at(at('2026-11-30T14:00'))).toBe('14:00Z');
});

test('times of a watch over midnight have none', () => {
  const times = timesOf({from: at('2026-11-29T22:00'), now: at('2026-11-30T06:00')});
  expect(times.at(at('2026-11-29T14:00'))).toBe('14:00Z');
  expect(times.at(at('2026-11-29T23:00'))).toBe('23:00Z');
  expect(times.at(at('2026-11-30T05:00'))).toBe('05:00Z');
});
