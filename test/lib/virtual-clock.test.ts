import {describe, expect, test} from 'vitest';
import {advanceWhenIdle, virtualClock} from '../../src/lib/virtual-clock.js';

describe('the virtual clock', () => {
  test('stands still by itself and runs timers in order of their time, then of their making', () => {
    const clock = virtualClock(1_000);
    const ran: string[] = [];
    clock.after(20, () => ran.push(`late at ${clock.now()}`));
    clock.after(10, () => ran.push(`first at ${clock.now()}`));
    clock.after(10, () => ran.push(`second at ${clock.now()}`));
    expect([clock.now(), clock.next()]).toEqual([1_000, 1_010]);
    clock.advance(15);
    expect(ran).toEqual(['first at 1010', 'second at 1010']);
    clock.advance(100);
    expect(ran.at(-1)).toBe('late at 1020');
    expect([clock.now(), clock.monotonic(), clock.next()]).toEqual([1_115, 115, undefined]);
  });

  test('runs timers that a timer sets within the span, and none that was cancelled', () => {
    const clock = virtualClock(0);
    const ran: number[] = [];
    const again = () => {
      ran.push(clock.now());
      clock.after(10, again);
    };
    clock.after(10, again);
    const cancel = clock.after(15, () => ran.push(-1));
    cancel();
    clock.advance(35);
    expect(ran).toEqual([10, 20, 30]);
  });

  test('a fraction of a millisecond is a whole one: every timer is reached by the steps that lead to it', () => {
    const clock = virtualClock(1_795_212_000_000);
    let ran = 0;
    for (const ms of [0.1, 12.936, 13_936.669]) clock.after(ms, () => ++ran);
    while (clock.next() !== undefined) clock.advance((clock.next() ?? 0) - clock.now());
    expect([ran, clock.monotonic()]).toEqual([3, 13_937]);
  });

  test('a timer in the past runs at the next step, not at once', () => {
    const clock = virtualClock(0);
    let ran = false;
    clock.after(-5, () => {
      ran = true;
    });
    expect(ran).toBe(false);
    clock.advance(0);
    expect(ran).toBe(true);
  });
});

describe('advancing when idle', () => {
  test('waits for what a timer began before it jumps to the next', async () => {
    const clock = virtualClock(0);
    const log: string[] = [];
    let work = Promise.resolve();
    const begin = (name: string) => {
      work = work.then(async () => {
        await new Promise(resolve => setImmediate(resolve));
        log.push(`${name} done at ${clock.now()}`);
      });
    };
    clock.after(1_000, () => begin('a'));
    clock.after(2_000, () => begin('b'));
    await advanceWhenIdle({clock, idle: () => work, until: 5_000});
    expect(log).toEqual(['a done at 1000', 'b done at 2000']);
    expect(clock.now()).toBe(5_000);
  });

  test('stops at once when told to', async () => {
    const clock = virtualClock(0);
    const stop = new AbortController();
    clock.after(10, () => stop.abort());
    await advanceWhenIdle({clock, idle: async () => undefined, until: 1_000, signal: stop.signal});
    expect(clock.now()).toBe(10);
  });
});
