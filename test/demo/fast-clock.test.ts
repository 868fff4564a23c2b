import {expect, test} from 'vitest';
import {fastClock} from '../../src/demo/fast-clock.js';

test('a timer of the fast clock is due by the fast clock, never before', async () => {
  const clock = fastClock(1_000, 5_000);
  const began = clock.monotonic();
  await new Promise<void>(resolve => {
    const alive = setInterval(() => undefined, 1_000);
    clock.after(20_000, () => {
      clearInterval(alive);
      resolve();
    });
  });
  expect(clock.monotonic() - began).toBeGreaterThanOrEqual(20_000);
  expect(clock.now()).toBeGreaterThanOrEqual(25_000);
});

test('a cancelled timer does not run', async () => {
  const clock = fastClock(1_000);
  let ran = false;
  const cancel = clock.after(5_000, () => {
    ran = true;
  });
  cancel();
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(ran).toBe(false);
});
