import {expect, onTestFinished, test} from 'vitest';
import {WebSocketServer} from 'ws';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {toldMeanwhile} from '../../../src/sources/feed/told-meanwhile.js';

const FROM = Date.parse('2026-11-20T04:00:00.000Z');
const MINUTE = 60_000;
const at = (minute: number) => new Date(FROM + minute * MINUTE).toISOString();

interface Entry {
  readonly minute: number;
  readonly name: string;
  readonly status: 'firing' | 'resolved';
  readonly began: number;
}

/** A relay that keeps these entries from a number on, and tells those after the id that is asked for. */
async function aRelay(entries: readonly Entry[], oldest = 1): Promise<string> {
  const server = new WebSocketServer({port: 0, host: '127.0.0.1'});
  await new Promise(resolve => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const head = oldest + entries.length - 1;
  server.on('connection', (socket, request) => {
    const after = new URL(request.url ?? '', 'ws://relay.invalid').searchParams.get('after');
    const say = (message: unknown) => socket.send(JSON.stringify(message));
    say({
      type: 'hello',
      protocol: 1,
      relay: '0.1.0',
      epoch: 'e',
      head,
      oldest,
      at: at(180),
      heartbeat: 10_000,
      sources: [],
      degraded: null,
    });
    const from = Number(after?.split(':')[1] ?? head);
    entries.forEach(({minute, name, status, began}, index) => {
      const seq = oldest + index;
      if (seq <= from) return;
      say({
        type: 'alert',
        id: `e:${seq}`,
        at: at(minute),
        source: 'eu',
        status,
        fingerprint: `00000000000000${name.length.toString().padStart(2, '0')}`,
        startsAt: at(began),
        endsAt: status === 'resolved' ? at(minute) : null,
        labels: {alertname: name},
        annotations: {},
        groupKey: null,
      });
    });
  });
  return `ws://127.0.0.1:${(server.address() as {port: number}).port}`;
}

const ask = (url: string) =>
  toldMeanwhile(
    {url},
    {from: FROM, to: FROM + 60 * MINUTE},
    {clock: systemClock, signal: new AbortController().signal},
  );

test('what a relay was told in that time is read from its stream, with when it fired', async () => {
  const url = await aRelay([
    {minute: -30, name: 'Before', status: 'firing', began: -30},
    {minute: 10, name: 'Both', status: 'firing', began: 9},
    {minute: 20, name: 'Both', status: 'resolved', began: 9},
    {minute: 40, name: 'GoesOn', status: 'firing', began: 39},
    {minute: 90, name: 'Later', status: 'firing', began: 90},
  ]);
  expect(await ask(url)).toEqual([
    {source: 'eu', labels: {alertname: 'Both'}, from: FROM + 9 * MINUTE, to: FROM + 20 * MINUTE},
    {source: 'eu', labels: {alertname: 'GoesOn'}, from: FROM + 39 * MINUTE, to: FROM + 60 * MINUTE},
  ]);
});

test('one that was told nothing since knows of nothing', async () => {
  expect(await ask(await aRelay([]))).toEqual([]);
});

test('one that keeps nothing of the beginning of that time says so', async () => {
  const url = await aRelay([{minute: 30, name: 'Both', status: 'firing', began: 30}], 700);
  await expect(ask(url)).rejects.toThrow('keeps nothing of the beginning');
});

test('one that cannot be reached is no answer', async () => {
  await expect(ask('ws://127.0.0.1:1')).rejects.toThrow(/127\.0\.0\.1:1/);
});
