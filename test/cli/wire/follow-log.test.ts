import {describe, expect, onTestFinished, test} from 'vitest';
import {followLog} from '../../../src/cli/wire/follow-log.js';
import {joinWatch} from '../../../src/cli/wire/join-watch.js';
import {takeSeat} from '../../../src/cli/wire/watch-seat.js';
import type {Config} from '../../../src/config/config.js';
import {loadConfig} from '../../../src/config/load-config.js';
import {isFact} from '../../../src/core/shift/fact.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {tempDir} from '../../support/real.js';

const configIn = (state: string) =>
  loadConfig({flags: {state, operator: 'ana'}, env: {}, cwd: state, home: state, reader: 'text'});

const holderOf = (config: Config) => takeSeat({config, env: {}, clock: systemClock, live: false});

/** Hears the log from now on, until the test ends. */
function hearing(config: Config) {
  const stop = new AbortController();
  const seqs: number[] = [];
  const notes: string[] = [];
  const said: string[] = [];
  const ended = (async () => {
    for await (const {facts, damage} of followLog(config, {clock: systemClock, signal: stop.signal})) {
      for (const fact of facts) {
        seqs.push(fact.seq);
        if (isFact(fact, 'note.added')) notes.push(fact.text);
      }
      if (damage !== undefined) said.push(damage);
    }
  })();
  onTestFinished(async () => {
    stop.abort();
    await ended;
  });
  return {seqs, notes, said, ended, stop: () => stop.abort()};
}

async function noteAlone(config: Config, text: string): Promise<void> {
  const watch = await joinWatch({config, env: {}, clock: systemClock, live: false, gone: () => undefined});
  expect(await watch.engine.dispatch({type: 'note', text})).toMatchObject({ok: true});
  await watch.leave();
}

describe('following the log', () => {
  test('begins with what is there, goes on with what is new, and ends when it is told to', async () => {
    const config = await configIn(tempDir());
    await noteAlone(config, 'before');
    const heard = hearing(config);
    await expect.poll(() => heard.notes).toEqual(['before']);
    await noteAlone(config, 'after');
    await expect.poll(() => heard.notes).toEqual(['before', 'after']);
    heard.stop();
    await heard.ended;
  });

  test('waits for a journal that is not there yet', async () => {
    const config = await configIn(`${tempDir()}/none`);
    const heard = hearing(config);
    await noteAlone(config, 'first');
    await expect.poll(() => heard.notes).toEqual(['first']);
  });

  test('neither misses a fact nor tells one twice while the journal goes from hand to hand', {
    timeout: 60_000,
  }, async () => {
    const config = await configIn(tempDir());
    const heard = [hearing(config), hearing(config)];
    let count = 0;
    for (let round = 0; round < 6; round++) {
      const first = await holderOf(config);
      const second = await holderOf(config);
      const write = async (seat: typeof first, times: number) => {
        for (let index = 0; index < times; index++) {
          count += 1;
          expect(await seat.engine.dispatch({type: 'note', text: `n${count}`})).toMatchObject({ok: true});
        }
      };
      await write(first, 5);
      await write(second, 5);
      await first.leave();
      await expect.poll(() => second.engine.store.getState().role, {timeout: 30_000}).toBe('writer');
      await write(second, 5);
      await second.leave();
      count += 1;
      await noteAlone(config, `n${count}`);
      heard.push(hearing(config));
    }
    const all = Array.from({length: count}, (_, index) => `n${index + 1}`);
    for (const one of heard) {
      await expect.poll(() => one.notes, {timeout: 30_000}).toEqual(all);
      expect(one.seqs).toEqual([...one.seqs].sort((a, b) => a - b));
      expect(new Set(one.seqs).size).toBe(one.seqs.length);
    }
  });

  test('takes what the holder has no longer in its memory from the files', {timeout: 60_000}, async () => {
    const config = await configIn(tempDir());
    const seat = await holderOf(config);
    await Promise.all(
      Array.from({length: 2_500}, (_, index) => seat.engine.dispatch({type: 'note', text: `n${index}`})),
    );
    const heard = hearing(config);
    await expect.poll(() => heard.seqs.length, {timeout: 20_000}).toBe(2_500);
    await seat.engine.dispatch({type: 'note', text: 'last'});
    await expect.poll(() => heard.notes.at(-1)).toBe('last');
    expect(heard.seqs.length).toBe(2_501);
    await seat.leave();
  });
});
