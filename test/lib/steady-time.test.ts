import {expect, test} from 'vitest';
import {steadyTime} from '../../src/lib/steady-time.js';

const HOUR = 3_600_000;

function machine(at: number) {
  const set = {wall: at, monotonic: 5};
  const time = steadyTime({now: () => set.wall, monotonic: () => set.monotonic});
  const pass = (ms: number) => {
    set.wall += ms;
    set.monotonic += ms;
  };
  return {set, time, pass};
}

test('a clock that is not set is told as it is', () => {
  const {time, pass} = machine(1_000);
  expect([time.now(), time.ahead()]).toEqual([1_000, 0]);
  pass(500);
  expect([time.now(), time.ahead()]).toEqual([1_500, 0]);
});

test('a clock that is set forward is followed at once, since so much may have passed while the machine slept', () => {
  const {set, time} = machine(1_000);
  time.now();
  set.wall += 48 * HOUR;
  expect([time.now(), time.ahead()]).toEqual([1_000 + 48 * HOUR, 0]);
});

test('a clock that is set back is gone on from, a little slower, until the machine has caught up', () => {
  const {set, time, pass} = machine(10 * HOUR);
  time.now();
  set.wall -= 120_000;
  expect([time.now(), time.ahead()]).toEqual([10 * HOUR, 120_000]);
  pass(60_000);
  expect([time.now(), time.ahead()]).toEqual([10 * HOUR + 57_000, 117_000]);
  pass(HOUR);
  expect([time.now(), time.ahead()]).toEqual([set.wall, 0]);
});

test('looking at it again and again does not make it slower', () => {
  const {set, time, pass} = machine(10 * HOUR);
  time.now();
  set.wall -= 48 * HOUR;
  let before = time.now();
  for (let turn = 0; turn < 10_000; turn += 1) {
    pass(0.1);
    expect(time.now()).toBeGreaterThanOrEqual(before);
    before = time.now();
  }
  expect(before).toBeGreaterThanOrEqual(10 * HOUR + 949);
});
