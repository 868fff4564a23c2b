import {expect, test} from 'vitest';
import {lastValue, sparkline} from '../../src/ui/sparkline.js';

test('a curve rises from low to high, and a gap stays a gap', () => {
  expect(sparkline([0, 1, Number.NaN, 7], 10)).toBe('▁▂ █');
});

test('a long curve keeps its peaks', () => {
  expect(sparkline([0, 0, 0, 9, 0, 0], 3)).toBe('▁█▁');
});

test('the last known value is shown short', () => {
  expect(lastValue([0.5, 0.987654, Number.NaN])).toBe('0.9877');
});
