import {once} from 'node:events';
import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, onTestFinished, test} from 'vitest';
import {askDoor} from '../../../src/journal/door/ask-door.js';
import {type DoorOptions, openDoor} from '../../../src/journal/door/open-door.js';
import type {WatchConnection} from '../../../src/journal/door/watch-connection.js';
import {type Watcher, watchDoor} from '../../../src/journal/door/watch-door.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {temporaryFolder} from '../support/folders.js';
import {note} from '../support/journals.js';

const NOTE = {type: 'note', text: 'disk swapped'} as const;
const caller = {by: 'ana', cwd: '/', clock: systemClock};

describe('a command that holds the journal and is done', () => {
  test('answers what it has taken before it goes', async () => {
    let finish = (): void => undefined;
    const {folder, door} = await held({
      onRequest: () => new Promise(resolve => (finish = () => resolve({ok: true, facts: [note(1)]}))),
    });
    const answer = askDoor({...caller, folder, command: NOTE});
    await sleep(50);
    const closing = door.close();
    finish();
    expect(await answer).toMatchObject({ok: true, facts: [note(1)]});
    await closing;
  });

  test('goes on for those that came to it meanwhile, and takes their commands', async () => {
    const {folder, door} = await held();
    const one = await follow(folder, {brief: true});
    let closed = false;
    const closing = door.close(60_000).then(() => {
      closed = true;
    });
    expect(await askDoor({...caller, folder, command: NOTE})).toMatchObject({ok: true});
    expect(closed).toBe(false);
    one.stop();
    await closing;
  });

  test('takes nobody new, who is told that nothing was done', async () => {
    const {folder, door} = await held();
    const one = await follow(folder, {brief: true});
    const closing = door.close(60_000);
    await expect(follow(folder, {brief: true})).rejects.toMatchObject({kind: 'leaving'});
    one.stop();
    await closing;
  });

  test('does not stay for a cockpit, which takes its place', async () => {
    const {folder, door} = await held();
    const one = await follow(folder);
    await door.close(60_000);
    await expect(one.ended).rejects.toMatchObject({kind: 'lost'});
  });

  test('and watches no source, sends those away who need one', async () => {
    const {folder} = await held({offers: []});
    await expect(follow(folder, {wants: ['live']})).rejects.toMatchObject({kind: 'leaving'});
    (await follow(folder)).stop();
  });
});

async function held(rest: Partial<DoorOptions> = {}) {
  const folder = await temporaryFolder();
  const door = await openDoor({
    folder,
    version: '1.0.0',
    clock: systemClock,
    onRequest: async () => ({ok: true, facts: []}),
    onWatch: (connection: WatchConnection) => void connection.send('state'),
    ...rest,
  });
  onTestFinished(() => door.close());
  return {folder, door};
}

/** Resolves when the first message has been heard. */
async function follow(folder: string, rest: Pick<Watcher, 'brief' | 'wants'> = {}) {
  const stop = new AbortController();
  const heard = new EventTarget();
  const first = once(heard, 'message');
  const ended = watchDoor({
    ...caller,
    ...rest,
    folder,
    signal: stop.signal,
    onMessage: () => void heard.dispatchEvent(new Event('message')),
  });
  await Promise.race([first, ended]);
  ended.catch(() => undefined);
  return {ended, stop: () => stop.abort()};
}
