import {once} from 'node:events';
import {createConnection} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, onTestFinished, test} from 'vitest';
import {type DoorOptions, openDoor} from '../../../src/journal/door/open-door.js';
import type {WatchConnection} from '../../../src/journal/door/watch-connection.js';
import {type Watcher, watchDoor} from '../../../src/journal/door/watch-door.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {temporaryFolder} from '../support/folders.js';

describe('following the holder', () => {
  test('hears the snapshot and then everything in order, until it has had enough', async () => {
    const folder = await temporaryFolder();
    const snapshot = {
      alerts: Array.from({length: 50_000}, (_, index) => ({name: `alert ${index}`, labels: {severity: 'critical'}})),
    };
    const closed: boolean[] = [];
    await door(folder, connection => {
      connection.onClose(() => closed.push(true));
      connection.send(snapshot);
      for (let count = 1; count <= 100; count++) connection.send({count});
    });
    const heard: unknown[] = [];
    const enough = new AbortController();
    await watch(folder, enough, {
      onMessage: message => {
        heard.push(message);
        if (heard.length === 101) enough.abort();
      },
    });
    expect(heard[0]).toEqual(snapshot);
    expect(heard.slice(1)).toEqual(Array.from({length: 100}, (_, index) => ({count: index + 1})));
    await expect.poll(() => closed).toEqual([true]);
  });

  test('ends with a sentence when the holder goes', async () => {
    const folder = await temporaryFolder();
    await door(folder, connection => {
      connection.send('hello');
      connection.close();
    });
    await expect(watch(folder, new AbortController())).rejects.toMatchObject({kind: 'lost'});
  });

  test('lasts while nothing happens, because the holder gives signs of life', async () => {
    const folder = await temporaryFolder();
    const connections: WatchConnection[] = [];
    await door(folder, connection => connections.push(connection));
    const enough = new AbortController();
    const heard: unknown[] = [];
    const watching = watch(folder, enough, {onMessage: message => heard.push(message), timeoutMs: 1500});
    await sleep(2500);
    connections[0]?.send('still here');
    await expect.poll(() => heard).toEqual(['still here']);
    enough.abort();
    await watching;
  });

  test('is refused where the holder cannot be followed', async () => {
    const folder = await temporaryFolder();
    await door(folder);
    await expect(watch(folder, new AbortController())).rejects.toMatchObject({
      message: expect.stringContaining('cannot be followed'),
    });
  });

  test('a holder that comes to it too late is told as late, and not as another version', async () => {
    const folder = await temporaryFolder();
    await door(folder, () => undefined);
    // So little patience that the request is late when it is read.
    const late = watch(folder, new AbortController(), {timeoutMs: 100});
    await expect(late).rejects.toMatchObject({
      kind: 'late',
      message: 'the watchkeeper that holds the journal came to this too late, and did nothing of it',
      hint: 'Try again: it is busy, or was stopped for a moment.',
    });
  });

  test('is cut when it does not keep up, and costs the holder no more than a bounded backlog', async () => {
    const folder = await temporaryFolder();
    const connections: WatchConnection[] = [];
    const {path} = await door(folder, connection => connections.push(connection));
    const socket = createConnection(path);
    socket.on('error', () => socket.destroy());
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    socket.write(`${JSON.stringify({v: 1, id: 'w', watch: true, by: 'ana', cwd: '/'})}\n`);
    await expect.poll(() => connections.length).toBe(1);
    const message = 'x'.repeat(100_000);
    const sent = Array.from({length: 200}, () => connections[0]?.send(message));
    const taken = sent.indexOf(false);
    expect(taken).toBeGreaterThan(20);
    expect(taken).toBeLessThan(60);
    expect(sent.slice(taken).every(more => more === false)).toBe(true);
  });
});

async function door(folder: string, onWatch?: DoorOptions['onWatch']) {
  const opened = await openDoor({
    folder,
    version: '1.0.0',
    clock: systemClock,
    onRequest: async () => ({ok: true, facts: []}),
    ...(onWatch === undefined ? {} : {onWatch}),
  });
  onTestFinished(() => opened.close());
  return opened;
}

function watch(folder: string, enough: AbortController, rest: Partial<Watcher> = {}): Promise<void> {
  return watchDoor({
    folder,
    by: 'ana',
    cwd: '/',
    clock: systemClock,
    signal: enough.signal,
    onMessage: () => undefined,
    ...rest,
  });
}
