import {expect, test} from 'vitest';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {keyedOf, openRepeats} from '../../../src/relay/backbone/repeats.js';
import {alert, fact, told} from './support/entries.js';

test('a key is remembered with what it was told last, for its time', () => {
  const clock = virtualClock(1_000_000);
  const repeats = openRepeats({clock, remember: 1000});
  repeats.remember({key: 'a', value: 'firing'}, clock.now());
  clock.advance(600);
  repeats.remember({key: 'b', value: 'firing'}, clock.now());
  repeats.remember({key: 'a', value: 'resolved'}, clock.now());
  expect(repeats.valueOf('a')).toBe('resolved');
  clock.advance(999);
  expect(repeats.all().map(([key]) => key)).toEqual(['b', 'a']);
  clock.advance(1);
  expect([repeats.valueOf('a'), repeats.valueOf('b'), repeats.valueOf('c')]).toEqual([undefined, undefined, undefined]);
  expect(repeats.all()).toEqual([]);
});

test('so many keys are remembered, the newest', () => {
  const clock = virtualClock(1_000_000);
  const repeats = openRepeats({clock, most: 2});
  for (const key of ['a', 'b', 'a', 'c']) repeats.remember({key, value: ''}, clock.now());
  expect(repeats.all().map(([key]) => key)).toEqual(['a', 'c']);
});

test('long keys and values are remembered in short, and differ as before', () => {
  const long = (end: string) => keyedOf({...alert('a'), kind: 'alert', key: 'x'.repeat(5000) + end} as never);
  expect(long('1')?.key.length).toBeLessThan(64);
  expect(long('1')).toEqual(long('1'));
  expect(long('1')).not.toEqual(long('2'));
  expect(keyedOf(told('t'))).toEqual({key: 'told t', value: ''});
  expect(keyedOf(fact(1))).toBeUndefined();
});
