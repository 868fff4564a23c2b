import {once} from 'node:events';
import {stat} from 'node:fs/promises';
import {createConnection, type Socket} from 'node:net';
import {describe, expect, onTestFinished, test} from 'vitest';
import {type DoorOptions, openDoor} from '../../../src/journal/door/open-door.js';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {temporaryFolder} from '../support/folders.js';

describe('a door', () => {
  test('can be opened by nobody else', async () => {
    const {path} = await door();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('tells a newer program to restart the older holder', async () => {
    const {path} = await door({version: '0.9.0'});
    const answer = await say(path, {v: 99, id: 'x', command: {type: 'note', text: ''}, by: 'ana', cwd: '/'});
    expect(answer).toEqual({
      id: 'x',
      error: {code: 'newer', message: expect.stringContaining('older (0.9.0)'), hint: expect.any(String)},
    });
  });

  test.each([
    ['no JSON', 'hello'],
    ['no object', '[]'],
    ['no version', '{}'],
    ['nobody who asks', '{"v":1,"id":"x","command":{"type":"note","text":""}}'],
  ])('refuses a line with %s', async (_, line) => {
    const {path} = await door();
    expect(await sayRaw(path, `${line}\n`)).toMatchObject({error: {code: 'invalid'}});
  });

  test('cuts off a line that never ends', async () => {
    const {path} = await door();
    expect(await sayRaw(path, 'x'.repeat(1024 * 1024 + 1))).toMatchObject({
      error: {code: 'invalid', message: expect.stringContaining('1048576')},
    });
  });

  test('sends away who says nothing', async () => {
    const clock = virtualClock(0);
    const {path} = await door({clock});
    const socket = await connect(path);
    const closed = once(socket, 'close');
    await expect
      .poll(() => {
        clock.advance(10_000);
        return socket.destroyed;
      })
      .toBe(true);
    await closed;
  });

  test('holds a bounded number of connections, and says so to the next one', async () => {
    const {path} = await door();
    for (let count = 0; count < 256; count++) await connect(path);
    expect(await sayRaw(path, '')).toMatchObject({error: {code: 'busy'}});
  });

  test('does nothing for somebody who may have given up', async () => {
    const asked: string[] = [];
    const onRequest: DoorOptions['onRequest'] = async ({by}) => {
      asked.push(by);
      return {ok: true, facts: []};
    };
    const {path} = await door({onRequest});
    const request = {v: 1, id: 'x', command: {type: 'note', text: ''}, cwd: '/'};
    expect(await say(path, {...request, by: 'late', readBy: Date.now() - 1})).toMatchObject({error: {code: 'late'}});
    await say(path, {...request, by: 'in time', readBy: Date.now() + 60_000});
    expect(asked).toEqual(['in time']);
  });

  test('takes a request in pieces', async () => {
    const {path} = await door();
    const socket = await connect(path);
    const answer = read(socket);
    for (const byte of Buffer.from(
      `${JSON.stringify({v: 1, id: 'ü', command: {type: 'note', text: '日本'}, by: 'ana', cwd: '/'})}\n`,
    )) {
      await new Promise(resolve => socket.write(Buffer.of(byte), resolve));
    }
    expect(await answer).toEqual({id: 'ü', facts: [], settled: true});
  });
});

async function door(rest: Partial<DoorOptions> = {}) {
  const folder = await temporaryFolder();
  const opened = await openDoor({
    folder,
    version: '1.0.0',
    clock: virtualClock(0),
    onRequest: async () => ({ok: true, facts: []}),
    ...rest,
  });
  onTestFinished(() => opened.close());
  return opened;
}

function say(path: string, request: object): Promise<unknown> {
  return sayRaw(path, `${JSON.stringify(request)}\n`);
}

async function sayRaw(path: string, text: string): Promise<unknown> {
  const socket = await connect(path);
  const answer = read(socket);
  socket.write(text);
  return answer;
}

async function connect(path: string): Promise<Socket> {
  const socket = createConnection(path);
  socket.on('error', () => socket.destroy());
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

async function read(socket: Socket): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}
