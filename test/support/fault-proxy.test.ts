import {createServer, connect as dial, type Socket} from 'node:net';
import {expect, onTestFinished, test} from 'vitest';
import {eventually} from '../relay/support/eventually.js';
import {FAIR, type FaultProxy, faultProxy} from './fault-proxy.js';

/** A server that says everything back, in capitals, behind a proxy. */
async function shoutingBehindProxy(): Promise<{readonly proxy: FaultProxy; readonly served: Socket[]}> {
  const served: Socket[] = [];
  const port = await listening(socket => {
    served.push(socket);
    socket.on('data', chunk => socket.write(String(chunk).toUpperCase()));
  });
  const proxy = await faultProxy(port, () => 0);
  onTestFinished(() => proxy.close());
  return {proxy, served};
}

async function listening(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer(socket => {
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

interface Caller {
  readonly socket: Socket;
  heard(): string;
  raw(): Buffer;
  isOver(): boolean;
}

function calling(port: number): Caller {
  const socket = dial(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  let over = false;
  socket.on('error', () => undefined);
  socket.on('data', chunk => chunks.push(chunk));
  socket.on('close', () => {
    over = true;
  });
  onTestFinished(() => void socket.destroy());
  return {socket, heard: () => String(Buffer.concat(chunks)), raw: () => Buffer.concat(chunks), isOver: () => over};
}

test('in fair weather everything passes both ways, and the end of one side is the end of the other', async () => {
  const {proxy, served} = await shoutingBehindProxy();
  const caller = calling(proxy.port);
  const text = 'x'.repeat(300_000);
  caller.socket.end(text);
  await eventually(() => caller.heard().length).toBe(text.length);
  expect(caller.heard()).toBe(text.toUpperCase());
  await eventually(() => [caller.isOver(), served[0]?.destroyed, proxy.connections]).toEqual([true, true, 0]);
});

test('delayed bytes come late, whole and in order', async () => {
  const {proxy} = await shoutingBehindProxy();
  const caller = calling(proxy.port);
  proxy.weather = {kind: 'delay', ms: 40};
  const began = performance.now();
  for (const word of ['one ', 'two ', 'three']) caller.socket.write(word);
  await eventually(caller.heard).toBe('ONE TWO THREE');
  expect(performance.now() - began).toBeGreaterThanOrEqual(79);
});

test('a slow line passes a piece at a time, and the rest at once when it is not slow any more', async () => {
  const {proxy} = await shoutingBehindProxy();
  const caller = calling(proxy.port);
  proxy.weather = {kind: 'slow', rate: 100};
  caller.socket.write('y'.repeat(5_000));
  await eventually(() => caller.heard().length).toBeGreaterThan(0);
  expect(caller.heard().length).toBeLessThan(5_000);
  proxy.weather = FAIR;
  await eventually(caller.heard).toBe('Y'.repeat(5_000));
});

test('over a half-open line nothing comes, not even the end, and it stays so when the weather is fair again', async () => {
  const {proxy, served} = await shoutingBehindProxy();
  const caller = calling(proxy.port);
  caller.socket.write('before');
  await eventually(caller.heard).toBe('BEFORE');
  proxy.weather = {kind: 'half-open'};
  caller.socket.write(' lost');
  served[0]?.destroy();
  await eventually(() => served[0]?.closed).toBe(true);
  proxy.weather = FAIR;
  const other = calling(proxy.port);
  other.socket.write('new');
  await eventually(other.heard).toBe('NEW');
  expect([caller.heard(), caller.isOver()]).toEqual(['BEFORE', false]);
  caller.socket.destroy();
  await eventually(() => proxy.connections).toBe(1);
});

test('a cut ends what is open, and who comes later is let through', async () => {
  const {proxy, served} = await shoutingBehindProxy();
  const caller = calling(proxy.port);
  caller.socket.write('a');
  await eventually(caller.heard).toBe('A');
  proxy.cut();
  await eventually(() => [caller.isOver(), served[0]?.destroyed]).toEqual([true, true]);
  const later = calling(proxy.port);
  later.socket.write('b');
  await eventually(later.heard).toBe('B');
});

test('while it refuses, nobody gets through, and what is open stays', async () => {
  const {proxy} = await shoutingBehindProxy();
  const before = calling(proxy.port);
  before.socket.write('a');
  await eventually(before.heard).toBe('A');
  proxy.weather = {kind: 'refuse'};
  const refused = calling(proxy.port);
  await eventually(refused.isOver).toBe(true);
  before.socket.write('b');
  await eventually(before.heard).toBe('AB');
});

test('corrupt pieces hold a byte that no UTF-8 has, on the way back alone unless both ways are meant', async () => {
  const {proxy} = await shoutingBehindProxy();
  const caller = calling(proxy.port);
  proxy.weather = {kind: 'corrupt', oneIn: 1};
  caller.socket.write('abc');
  await eventually(() => caller.raw().length).toBe(3);
  expect([...caller.raw()]).toEqual([0xff, 0x42, 0x43]);
  expect(proxy.damaged).toBe(1);
});

test('a server that is gone cuts who comes, and new ones go where the proxy points now', async () => {
  const {proxy} = await shoutingBehindProxy();
  const shouting = proxy.target;
  proxy.target = 1;
  await eventually(calling(proxy.port).isOver).toBe(true);
  proxy.target = shouting;
  const caller = calling(proxy.port);
  caller.socket.write('back');
  await eventually(caller.heard).toBe('BACK');
});
