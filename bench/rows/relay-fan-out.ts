import type {ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {Agent, request} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import {randomId} from '../../src/lib/node/random-ids.js';
import {systemClock} from '../../src/lib/node/system-clock.js';
import type {Inbound} from '../../src/relay/hooks/hook.js';
import {openRelay} from '../../src/relay/server/open-relay.js';
import {fakeBackbone} from '../../test/relay/support/fake-backbone.js';
import {fakeSnapshot} from '../../test/relay/support/fake-snapshot.js';
import type {Received} from '../../test/relay/support/programs/feed-clients.js';
import type {BenchResult, BenchRow} from '../bench-row.js';
import {percentile} from '../support/cockpit.js';
import {forked} from '../support/forked.js';

const CLIENTS = 200;
const A_SECOND = 50;
const SECONDS = process.env.WK_BENCH_FULL === '1' ? 60 : 10;
const SIZE = 1_024;
const LIMIT = 30;

/** From a hook to clients in another process; the stream is kept in memory, so that no disk is measured with it. */
export const relayFanOut: BenchRow = {
  name: `relay fan-out: ${CLIENTS} clients, ${A_SECOND} msg/s of 1 KiB for ${SECONDS} s`,
  budget: `p99 <= ${LIMIT} ms, nothing lost or doubled`,
  async run() {
    const backbone = fakeBackbone();
    const relay = await openRelay({
      listen: {host: '127.0.0.1', port: 0},
      hooks: [{path: '/v1/hooks/bench', methods: ['POST'], read: ({raw}) => JSON.parse(raw.toString())}],
      sources: [],
      backbone,
      snapshot: fakeSnapshot(backbone),
      clock: systemClock,
      ids: randomId,
      version: 'bench',
      warn: line => process.stderr.write(`${line}\n`),
      log: line => process.stderr.write(`${line}\n`),
    });
    const {port} = relay.address;
    const clients = await started(`ws://127.0.0.1:${port}/v1/feed`);
    try {
      const memory = await postAll(port);
      return verdictOn(await received(clients), {memory, expected: SECONDS * A_SECOND});
    } finally {
      clients.kill('SIGKILL');
      await relay.close();
    }
  },
};

/** The process of the clients, when all of them are connected. */
async function started(url: string): Promise<ChildProcess> {
  const clients = await forked('test/relay/support/programs/feed-clients.ts', [url, String(CLIENTS)]);
  const [first] = await Promise.race([once(clients, 'message'), once(clients, 'exit')]);
  if (first !== 'ready') throw new Error('the clients could not connect');
  return clients;
}

/** Posts evenly; answers by how many MiB the relay's process grew between a fifth of the time and its end. */
async function postAll(port: number): Promise<number> {
  const agent = new Agent({keepAlive: true});
  const began = performance.now();
  const answers: Promise<void>[] = [];
  let early = 0;
  for (let sent = 0; sent < SECONDS * A_SECOND; sent += 1) {
    await sleep(began + (sent * 1_000) / A_SECOND - performance.now());
    answers.push(post(port, {agent, number: sent + 1}));
    if (sent === Math.floor((SECONDS * A_SECOND) / 5)) early = process.memoryUsage.rss();
  }
  await Promise.all(answers);
  agent.destroy();
  return (process.memoryUsage.rss() - early) / 1024 / 1024;
}

function post(port: number, {agent, number}: {readonly agent: Agent; readonly number: number}): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = {port, host: '127.0.0.1', agent, method: 'POST', path: '/v1/hooks/bench'};
    const sending = request({...options, headers: {'content-type': 'application/json'}}, response => {
      response.resume();
      if (response.statusCode === 200) response.once('end', resolve);
      else reject(new Error(`the relay answered ${response.statusCode}`));
    });
    sending.on('error', reject);
    sending.end(JSON.stringify({ok: true, wake: [], inbound: [told(number)]}));
  });
}

/** An alert whose message is 1 KiB long, and says when it was made. */
function told(number: number): Inbound {
  const sentAt = (Number(process.hrtime.bigint()) / 1e6).toFixed(3);
  const alert = {
    source: 'bench',
    status: 'firing' as const,
    fingerprint: number.toString(16).padStart(16, '0'),
    startsAt: new Date().toISOString(),
    endsAt: null,
    labels: {alertname: 'Bench', number: String(number)},
    annotations: {sentAt, padding: ''},
    groupKey: '{}:{}',
  };
  // What the id, the time and the type add.
  const padding = 'x'.repeat(Math.max(0, SIZE - JSON.stringify(alert).length - 68));
  return {kind: 'alert', key: alert.fingerprint, value: 'firing', alert: {...alert, annotations: {sentAt, padding}}};
}

/** Waits until all clients have all, but no longer than a while. */
async function received(clients: ChildProcess): Promise<Received> {
  let got: Received | undefined;
  for (let attempt = 0; attempt < 20 && got?.lowest !== SECONDS * A_SECOND; attempt += 1) {
    await sleep(250);
    clients.send('report');
    [got] = (await once(clients, 'message')) as [Received];
  }
  if (got === undefined) throw new Error('the clients said nothing');
  return got;
}

function verdictOn(
  {entries, outOfOrder, lowest, latencies}: Received,
  {memory, expected}: {readonly memory: number; readonly expected: number},
): BenchResult {
  const p99 = percentile(latencies, 99);
  const isComplete = entries === expected * CLIENTS && outOfOrder === 0 && lowest === expected;
  return {
    figure: p99,
    unit: 'ms',
    verdict: p99 <= LIMIT && isComplete ? 'pass' : 'fail',
    detail: [
      `p50 ${percentile(latencies, 50).toFixed(1)}, max ${percentile(latencies, 100).toFixed(0)} ms`,
      `${expected * CLIENTS - entries} lost, ${outOfOrder} out of order`,
      `memory ${memory >= 0 ? '+' : ''}${memory.toFixed(0)} MiB`,
    ].join('; '),
  };
}
