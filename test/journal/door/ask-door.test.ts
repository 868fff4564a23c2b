import {once} from 'node:events';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {createConnection, createServer} from 'node:net';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, onTestFinished, test} from 'vitest';
import {askDoor, type Question} from '../../../src/journal/door/ask-door.js';
import {type DoorOptions, openDoor} from '../../../src/journal/door/open-door.js';
import {acquireLock} from '../../../src/journal/lock.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {temporaryFolder} from '../support/folders.js';
import {note} from '../support/journals.js';
import {start} from '../support/programs.js';

const NOTE = {type: 'note', text: 'disk swapped'} as const;

describe('asking the holder', () => {
  test('gives it the command, who asks and from where, and brings the facts back', async () => {
    const folder = await temporaryFolder();
    const asked: unknown[] = [];
    await door(folder, {
      onRequest: async request => {
        asked.push(request);
        return {ok: true, facts: [note(1)]};
      },
    });
    expect(await ask(folder)).toEqual({ok: true, facts: [note(1)], outcomes: [], settled: true});
    expect(asked).toEqual([{v: 1, id: expect.any(String), command: NOTE, by: 'ana', cwd: '/home/ana'}]);
  });

  test('brings the answer to a query back', async () => {
    const folder = await temporaryFolder();
    await door(folder, {
      onRequest: async ({command}) => ({ok: true, facts: [], value: {asked: command.type, rows: [1, 2]}}),
    });
    expect(await ask(folder, {command: {type: 'query.alerts'}})).toMatchObject({
      value: {asked: 'query.alerts', rows: [1, 2]},
    });
  });

  test('brings a refusal back as data', async () => {
    const folder = await temporaryFolder();
    const refusal = {code: 'not-found', message: 'no such alert', hint: 'Look at `wk alerts`.'} as const;
    await door(folder, {onRequest: async () => ({ok: false, refusal})});
    expect(await ask(folder)).toEqual({ok: false, refusal});
  });

  test('waits for the effects when asked to, and hears the facts before', async () => {
    const folder = await temporaryFolder();
    let settle = (): void => undefined;
    const settling = new Promise<{settled: boolean; facts: []}>(resolve => {
      settle = () => resolve({settled: true, facts: []});
    });
    await door(folder, {onRequest: async () => ({ok: true, facts: [note(1)], settling})});
    const heard: number[] = [];
    const answer = ask(folder, {
      wait: 60_000,
      onFacts: facts => {
        heard.push(...facts.map(({seq}) => seq));
        settle();
      },
    });
    expect(await answer).toEqual({ok: true, facts: [note(1)], outcomes: [], settled: true});
    expect(heard).toEqual([1]);
  });

  test('does not wait for the effects otherwise', async () => {
    const folder = await temporaryFolder();
    await door(folder, {onRequest: async () => ({ok: true, facts: [note(1)], settling: new Promise(() => undefined)})});
    expect(await ask(folder)).toMatchObject({facts: [note(1)], settled: false});
  });

  test('while it has too many at once waits its turn, and is not told to try again', async () => {
    const folder = await temporaryFolder();
    const {path} = await door(folder, {onRequest: async () => ({ok: true, facts: [note(1)]})});
    const crowd = Array.from({length: 256}, () => createConnection(path));
    onTestFinished(() => crowd.forEach(socket => void socket.destroy()));
    await Promise.all(crowd.map(socket => once(socket, 'connect')));
    const answer = ask(folder);
    await sleep(200);
    for (const socket of crowd) socket.destroy();
    expect(await answer).toMatchObject({ok: true, facts: [note(1)]});
  });

  test('who has too many at once for long is told so', async () => {
    const folder = await temporaryFolder();
    const {path} = await door(folder, {});
    const crowd = Array.from({length: 256}, () => createConnection(path));
    onTestFinished(() => crowd.forEach(socket => void socket.destroy()));
    await Promise.all(crowd.map(socket => once(socket, 'connect')));
    await expect(ask(folder, {timeoutMs: 150})).rejects.toMatchObject({kind: 'busy'});
  });

  test('many times at once is answered every time', async () => {
    const folder = await temporaryFolder();
    await door(folder, {
      onRequest: async ({command}) => ({ok: true, facts: [], value: command.type === 'note' ? command.text : ''}),
    });
    const texts = Array.from({length: 50}, (_, index) => `note ${index} ${'ü'.repeat(index * 100)}`);
    const answers = await Promise.all(texts.map(text => ask(folder, {command: {type: 'note', text}})));
    expect(answers.map(answer => answer.ok && answer.value)).toEqual(texts);
  });

  test('keeps waiting for a slow holder that gives signs of life', async () => {
    const folder = await temporaryFolder();
    await door(folder, {
      onRequest: async () => {
        await sleep(2500);
        return {ok: true, facts: []};
      },
    });
    expect(await ask(folder, {timeoutMs: 1500})).toMatchObject({ok: true});
  });

  test('works with a state folder whose path is too long for a socket', async () => {
    const folder = join(await temporaryFolder(), 'y'.repeat(150));
    await mkdir(folder);
    const {path} = await door(folder, {});
    expect(Buffer.byteLength(path)).toBeLessThan(104);
    expect(await readFile(join(folder, 'door.path'), 'utf8')).toBe(`${path}\n`);
    expect(await ask(folder)).toMatchObject({ok: true});
  });
});

describe('nobody answers', () => {
  test('because nobody is there', async () => {
    await expect(ask(await temporaryFolder())).rejects.toMatchObject({name: 'DoorError', kind: 'absent'});
  });

  test('because the holder was killed: its socket file means nothing', async () => {
    const folder = await temporaryFolder();
    const holder = await start('holder', [folder]);
    await holder.line();
    expect(await ask(folder)).toMatchObject({ok: true, value: 'here'});
    holder.kill('SIGKILL');
    await holder.rest();
    await expect(ask(folder)).rejects.toMatchObject({kind: 'absent'});
    const next = await start('holder', [folder]);
    await next.line();
    expect(await ask(folder)).toMatchObject({ok: true});
  });

  test('because the holder is stopped: its pid is named', async () => {
    const folder = await temporaryFolder();
    const holder = await start('holder', [folder]);
    await holder.line();
    await expect.poll(() => ask(folder).then(({ok}) => ok)).toBe(true);
    holder.kill('SIGSTOP');
    const {pid} = holder.child;
    await expect(ask(folder, {timeoutMs: 500})).rejects.toMatchObject({
      kind: 'silent',
      message: expect.stringContaining(`watchkeeper with pid ${pid} has not answered for 0.5 s`),
      hint: expect.stringContaining(`pid ${pid}`),
    });
    holder.kill('SIGCONT');
    expect(await ask(folder)).toMatchObject({ok: true});
  });

  test('at first, because the holder has yet to open its door', async () => {
    const folder = await temporaryFolder();
    const lock = await acquireLock(folder);
    onTestFinished(() => (lock.held ? lock.release() : undefined));
    const answer = ask(folder);
    await sleep(100);
    await door(folder, {});
    expect(await answer).toMatchObject({ok: true});
  });

  test('because the holder ends in the middle', async () => {
    const folder = await temporaryFolder();
    const opened = await door(folder, {onRequest: () => new Promise(() => undefined)});
    const answer = ask(folder);
    await sleep(100);
    await Promise.all([
      expect(answer).rejects.toMatchObject({kind: 'lost', hint: expect.stringContaining('wk log')}),
      opened.close(),
    ]);
  });

  test('with sense', async () => {
    const folder = await temporaryFolder();
    const server = createServer(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>(resolve => void server.listen(join(folder, 'door.sock'), resolve));
    onTestFinished(() => void server.close());
    await expect(ask(folder)).rejects.toMatchObject({kind: 'bad-answer'});
  });
});

describe('the holder refuses', () => {
  test('a command with another configuration than its own', async () => {
    const folder = await temporaryFolder();
    await door(folder, {config: 'aaa'});
    await expect(ask(folder, {config: 'bbb'})).rejects.toMatchObject({
      kind: 'other-config',
      hint: expect.stringContaining('--config'),
    });
    expect(await ask(folder, {config: 'aaa'})).toMatchObject({ok: true});
    expect(await ask(folder)).toMatchObject({ok: true});
  });

  test("commands that are the engine's own", async () => {
    const folder = await temporaryFolder();
    await door(folder, {});
    const command = {type: 'settle-ack-expired', ack: 'a1'} as unknown as Question['command'];
    expect(await ask(folder, {command})).toMatchObject({ok: false, refusal: {code: 'unsupported'}});
  });

  test('a failure of its own as a sentence', async () => {
    const folder = await temporaryFolder();
    await door(folder, {onRequest: () => Promise.reject(new Error('out of ideas'))});
    await expect(ask(folder)).rejects.toMatchObject({kind: 'failed', message: expect.stringContaining('out of ideas')});
  });

  test('a command that is too long, before it is sent', async () => {
    const folder = await temporaryFolder();
    await door(folder, {});
    await expect(ask(folder, {command: {type: 'note', text: 'x'.repeat(1024 * 1024)}})).rejects.toMatchObject({
      kind: 'too-large',
    });
  });
});

test('a stale socket file is replaced', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'door.sock'), '');
  await door(folder, {});
  expect(await ask(folder)).toMatchObject({ok: true});
});

async function door(folder: string, rest: Partial<DoorOptions>) {
  const opened = await openDoor({
    folder,
    version: '1.0.0',
    clock: systemClock,
    onRequest: async () => ({ok: true, facts: []}),
    ...rest,
  });
  onTestFinished(() => opened.close());
  return opened;
}

function ask(folder: string, rest: Partial<Question> = {}) {
  return askDoor({folder, command: NOTE, by: 'ana', cwd: '/home/ana', clock: systemClock, ...rest});
}
