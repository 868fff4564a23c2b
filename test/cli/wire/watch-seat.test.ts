import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {takeSeat} from '../../../src/cli/wire/watch-seat.js';
import {loadConfig} from '../../../src/config/load-config.js';
import {acquireLock} from '../../../src/journal/lock.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {tempDir} from '../../support/real.js';

/** A seat on the journal in a folder, with an Alertmanager that nobody runs. */
async function seatIn(state: string, url: string, readOnly = false) {
  const flags = {state, alertmanager: [url], operator: 'ana', readOnly};
  const config = await loadConfig({flags, env: {}, cwd: state, home: state});
  return takeSeat({config, env: {}, clock: systemClock, live: true});
}

describe('a place on the watch', () => {
  test('that is refused is never taken later, behind the back of whoever was told so', async () => {
    const state = tempDir();
    const first = await seatIn(state, 'http://127.0.0.1:1');
    await expect(seatIn(state, 'http://127.0.0.1:2')).rejects.toMatchObject({
      exitCode: 6,
      message: expect.stringContaining('another configuration'),
    });
    await first.leave();
    await new Promise(resolve => setTimeout(resolve, 1500));
    const lock = await acquireLock(state);
    expect(lock.held).toBe(true);
    if (lock.held) await lock.release();
  });

  test('attached and read-only changes nothing outside, whatever the writer may do', async () => {
    const state = tempDir();
    const writer = await seatIn(state, 'http://127.0.0.1:1');
    const looking = await seatIn(state, 'http://127.0.0.1:1', true);
    expect(looking.engine.store.getState().role).toBe('attached');
    const outcome = await looking.engine.dispatch({type: 'ack', alerts: ['x/y']});
    expect(outcome).toMatchObject({ok: false, refusal: {code: 'read-only'}});
    expect(await looking.engine.dispatch({type: 'note', text: 'seen'})).toMatchObject({ok: true});
    await looking.leave();
    await writer.leave();
  });

  test('on a journal that is damaged in its middle is taken all the same, and nothing is recorded', async () => {
    const state = tempDir();
    const first = await seatIn(state, 'http://127.0.0.1:1');
    for (const text of ['one', 'two', 'three']) await first.engine.dispatch({type: 'note', text});
    await first.leave();
    const segments = join(state, 'segments');
    const file = join(segments, readdirSync(segments)[0] ?? '');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"two"', '"xxx"'));

    const second = await seatIn(state, 'http://127.0.0.1:1');
    expect(await second.engine.dispatch({type: 'note', text: 'four'})).toMatchObject({
      ok: false,
      refusal: {code: 'not-recorded'},
    });
    expect(second.engine.store.getState().recording).toMatchObject({ok: false, kind: 'corrupt'});
    await second.leave();
  });
});
