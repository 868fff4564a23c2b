import {expect, test} from 'vitest';
import {virtualClock} from '../../../../src/lib/virtual-clock.js';
import {allowance} from '../../../../src/relay/server/feed/allowance.js';

test('what was not used is kept for a while, and then it is so many a second', () => {
  const clock = virtualClock(0);
  const may = allowance(clock, {perSecond: 10, seconds: 2});
  const taken = (tries: number) => Array.from({length: tries}, may).filter(Boolean).length;
  expect(taken(30)).toBe(20);
  clock.advance(1_000);
  expect(taken(30)).toBe(10);
  clock.advance(50);
  expect(taken(1)).toBe(0);
  clock.advance(50);
  expect(taken(30)).toBe(1);
  clock.advance(60_000);
  expect(taken(30)).toBe(20);
});
