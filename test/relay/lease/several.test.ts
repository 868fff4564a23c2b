import {describe, expect, test} from 'vitest';
import {LENGTH, severalRelays} from './support.js';

describe('several relays with one book of leases', () => {
  test('let nobody act for a cockpit that is heard at one of them', async () => {
    const on = severalRelays(['one', 'two']);
    await on.pass(10 * LENGTH, async () => void (await on.cockpit('two')));
    expect(on.most()).toBe(0);
    expect(on.relay('one').desk.counts()).toMatchObject({watched: 1, acting: 0});
  });

  test('say of a cockpit that lived at another relay how long it was silent there too, and in whose name they act', async () => {
    const on = severalRelays(['one', 'two']);
    await on.pass(7 * LENGTH, async () => void (await on.cockpit('two')));
    on.cut('two', true);
    await on.pass(2 * LENGTH);
    expect(on.acting()).toEqual(['one']);
    expect(on.log.filter(line => line.startsWith('one: '))).toEqual([
      'one: The cockpit of ana was not heard of for 1m1s: the relay acts for ana.',
    ]);
  });

  test('hand back when the cockpit is heard at another one, and tell it before that to wait', async () => {
    const on = severalRelays(['one', 'two']);
    on.cut('two', true);
    await on.pass(LENGTH + 1_000);
    expect(on.acting()).toEqual(['one']);
    on.cut('two', false);
    expect(await on.cockpit('two')).toBe('acting');
    const states: (string | undefined)[] = [];
    await on.pass(LENGTH / 2, async () => {
      const state = await on.cockpit('two');
      // Never both: it is told to go on only when nobody acts.
      if (state === 'held') expect(on.acting()).toEqual([]);
      states.push(state);
    });
    expect(states.at(-1)).toBe('held');
    expect(on.log.at(-1)).toBe('one: The relay acts for ana no more.');
  });

  test('cut off from the book: who acts ends before another begins, and another does', async () => {
    const on = severalRelays(['one', 'two']);
    on.cut('two', true);
    await on.pass(LENGTH + 1_000);
    on.cut('two', false);
    on.cut('one', true);
    await on.pass(3 * LENGTH);
    expect(on.acting()).toEqual(['two']);
    expect(on.most()).toBe(1);
    on.cut('one', false);
    await on.pass(3 * LENGTH);
    expect(on.acting()).toEqual(['two']);
    expect(on.most()).toBe(1);
  });

  test('go on acting over a short outage of the book, and over none that is long', async () => {
    const on = severalRelays(['one']);
    await on.pass(LENGTH + 1_000);
    on.cut('one', true);
    await on.pass(LENGTH / 2);
    on.cut('one', false);
    await on.pass(2 * LENGTH);
    expect(on.log).toHaveLength(1);
    on.cut('one', true);
    await on.pass(LENGTH);
    expect(on.acting()).toEqual([]);
    on.cut('one', false);
    await on.pass(LENGTH + 1_000);
    expect(on.acting()).toEqual(['one']);
  });

  test('go on for a cockpit that asks and hears no answer: it has stopped', async () => {
    const on = severalRelays(['one', 'two']);
    await on.pass(LENGTH, async () => void (await on.cockpit('one')));
    await on.pass(2 * LENGTH, async () => void (await on.cockpit('one', {isDeaf: true})));
    expect(on.acting()).toHaveLength(1);
    expect(on.most()).toBe(1);
  });

  test('do not give a lease to a cockpit that asks again before it has heard that another relay acts', async () => {
    const on = severalRelays(['one', 'two']);
    on.cut('two', true);
    await on.pass(LENGTH + 1_000);
    on.cut('two', false);
    const states = [];
    for (let ask = 0; ask < 4; ask += 1) states.push(await on.cockpit('two', {isDeaf: true}));
    expect(on.acting()).toEqual(['one']);
    expect(states).toEqual(['acting', 'acting', 'acting', 'acting']);
  });

  test('give no lease that the book has not heard of', async () => {
    const on = severalRelays(['one']);
    expect(await on.cockpit('one')).toBe('held');
    on.cut('one', true);
    expect([await on.cockpit('one'), await on.cockpit('one'), await on.cockpit('one')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    on.cut('one', false);
    expect(await on.cockpit('one')).toBe('held');
  });

  test('try a handing back again that could not be recorded', async () => {
    const on = severalRelays(['one', 'two']);
    on.cut('two', true);
    await on.pass(LENGTH + 1_000);
    on.cut('two', false);
    on.relay('one').failures = 3;
    await on.pass(LENGTH, async () => void (await on.cockpit('two')));
    expect(on.acting()).toEqual([]);
    expect(await on.cockpit('two')).toBe('held');
  });

  test('say when what they did for others reaches nobody, and when it does again', async () => {
    const on = severalRelays(['one']);
    const one = on.relay('one');
    one.unheard = {facts: 3, since: on.clock.now(), reason: 'The feed of 127.0.0.1 has been silent for 20 s.'};
    await on.pass(10_000);
    expect(one.desk.trouble()).toBeUndefined();
    await on.pass(10_000);
    const trouble =
      'what was done here for cockpits that are gone is not in the stream, so that nobody hears of it: ' +
      'The feed of 127.0.0.1 has been silent for 20 s';
    expect(one.desk.trouble()).toBe(trouble);
    expect(one.desk.counts().unheard).toBe(3);
    one.unheard = {facts: 0};
    await on.pass(5_000);
    expect(one.desk.trouble()).toBeUndefined();
    expect(on.log).toEqual([
      `one: For 15s now ${trouble}. It is tried again all the time.`,
      'one: What the relay did for cockpits that are gone is in the stream.',
    ]);
  });
});
