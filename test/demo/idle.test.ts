import {mkdtemp, open, rm} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {idleWatch} from '../../src/demo/idle.js';

test('waits for requests, also for those that fail, and for what their answers begin', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/cut') request.socket.destroy();
    else setTimeout(() => response.end('slow'), 30);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const watch = idleWatch();
  const told: string[] = [];
  const asking = fetch(`${url}/slow`)
    .then(response => response.text())
    .then(text => told.push(text));
  const failing = fetch(`${url}/cut`).catch(() => told.push('failed'));
  await watch.idle();
  expect(told.sort()).toEqual(['failed', 'slow']);
  await Promise.all([asking, failing]);
  watch.stop();
  server.closeAllConnections();
  server.close();
});

test('waits for what is written to disk, and for what only its user knows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'idle-'));
  const file = await open(join(folder, 'file'), 'w');
  let left = 5;
  const watch = idleWatch(() => left > 0 && left-- > 0);
  const told: string[] = [];
  const writing = file
    .appendFile('text')
    .then(() => file.datasync())
    .then(() => told.push('written'));
  await watch.idle();
  expect([told, left]).toEqual([['written'], 0]);
  watch.stop();
  await writing;
  await file.close();
  await rm(folder, {recursive: true});
});
