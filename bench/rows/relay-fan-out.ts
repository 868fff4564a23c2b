import type {ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {Agent, request} from 'node:http';
import {loadavg} from 'node:os';
import {setTimeout as sleep} from 'node:timers/promises';
import {randomId} from '../../src/lib/node/random-ids.js';
import {systemClock} from '../../src/lib/node/system-clock.js';
import type {Inbound} from '../../src/relay/hooks/hook.js';
import {openRelay} from '../../src/relay/server/open-relay.js';
import type {RelayLimits} from '../../src/relay/server/options.js';
import {fakeBackbone} from '../../test/relay/support/fake-backbone.js';
import {fakeSnapshot} from '../../test/relay/support/fake-snapshot.js';
import type {Received} from '../../test/relay/support/programs/feed-clients.js';
import type {BenchResult, BenchRow} from '../bench-row.js';
import {percentile} from '../support/cockpit.js';
import {forked} from '../support/forked.js';

const CLIENTS = 200;
const STALLED = 20;
const A_SECOND = 50;
const SECONDS = process.env.WK_BENCH_FULL === '1' ? 60 : 10;
const SIZE = 1_024;
const LIMIT = 30;
/** A relay grows by less, MiB, however much waits for clients that do not read. */
const MEMORY = 32;

/** From a hook to clients in another process; the stream is kept in memory, so that no disk is measured with it. */
export const relayFanOut: BenchRow = {
  name: `relay fan-out: ${CLIENTS} clients, ${A_SECOND} msg/s of 1 KiB for ${SECONDS} s`,
  budget: `p99 <= ${LIMIT} ms, nothing lost or doubled`,
  run: () =>
    onStream({}, async ({port, url}) => {
      const clients = await started(url, CLIENTS);
      try {
        const memory = await postAll(port);
        return verdictOn(await received(clients), {memory, clients: CLIENTS});
      } finally {
        clients.kill('SIGKILL');
      }
    }),
};

/** Some of them are stopped for half of the time, and must have everything in the end. They are cut for silence. */
export const stalledFanOut: BenchRow = {
  name: `relay fan-out with ${STALLED} of ${CLIENTS} clients stopped for ${SECONDS / 2} s`,
  budget: `cut, back, complete; p99 of the others <= ${LIMIT} ms, memory <= +${MEMORY} MiB`,
  run: () =>
    onStream({heartbeat: 1_000}, async ({port, url}) => {
      const [others, stalled] = [await started(url, CLIENTS - STALLED), await started(url, STALLED, 'return')];
      try {
        const resumed = stopFor(stalled, (SECONDS * 1_000) / 2);
        const memory = await postAll(port);
        await resumed;
        const late = await received(stalled);
        const result = verdictOn(await received(others), {memory, clients: CLIENTS - STALLED});
        const isWhole = isComplete(late, STALLED) && late.returns >= STALLED && memory <= MEMORY;
        return {
          ...result,
          verdict: result.verdict === 'pass' && isWhole ? 'pass' : 'fail',
          detail: `${result.detail}; stopped ones: ${late.returns} cut and back, ${late.resyncs} of them anew, ${missing(late, STALLED)} lost, ${late.outOfOrder} out of order`,
        };
      } finally {
        for (const child of [others, stalled]) child.kill('SIGKILL');
      }
    }),
};

/** A relay in this process. */
async function onStream(
  limits: Partial<RelayLimits>,
  work: (at: {readonly port: number; readonly url: string}) => Promise<BenchResult>,
): Promise<BenchResult> {
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
    limits,
    warn: line => process.stderr.write(`${line}\n`),
    log: () => undefined,
  });
  const {port} = relay.address;
  try {
    return await work({port, url: `ws://127.0.0.1:${port}/v1/feed`});
  } finally {
    await relay.close();
  }
}

/** The process of so many clients, when all of them are connected. */
async function started(url: string, count: number, whenCut = 'end'): Promise<ChildProcess> {
  const clients = await forked('test/relay/support/programs/feed-clients.ts', [url, String(count), whenCut]);
  const [first] = await Promise.race([once(clients, 'message'), once(clients, 'exit')]);
  if (first !== 'ready') throw new Error('the clients could not connect');
  return clients;
}

/** Stops the process soon, and lets it go on after so many ms. */
async function stopFor(child: ChildProcess, ms: number): Promise<void> {
  await sleep(ms / 4);
  child.kill('SIGSTOP');
  await sleep(ms);
  child.kill('SIGCONT');
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
  for (let attempt = 0; attempt < 20 && got?.lowest !== EXPECTED; attempt += 1) {
    await sleep(250);
    clients.send('report');
    [got] = (await once(clients, 'message')) as [Received];
  }
  if (got === undefined) throw new Error('the clients said nothing');
  return got;
}

const EXPECTED = SECONDS * A_SECOND;

function isComplete(got: Received, clients: number): boolean {
  return missing(got, clients) === 0 && got.outOfOrder === 0 && got.lowest === EXPECTED;
}

function missing({entries}: Received, clients: number): number {
  return EXPECTED * clients - entries;
}

function verdictOn(
  got: Received,
  {memory, clients}: {readonly memory: number; readonly clients: number},
): BenchResult & {readonly detail: string} {
  const {latencies, outOfOrder} = got;
  const p99 = percentile(latencies, 99);
  return {
    figure: p99,
    unit: 'ms',
    verdict: p99 <= LIMIT && isComplete(got, clients) ? 'pass' : 'fail',
    detail: [
      `p50 ${percentile(latencies, 50).toFixed(1)}, max ${percentile(latencies, 100).toFixed(0)} ms`,
      `${missing(got, clients)} lost, ${outOfOrder} out of order`,
      `memory ${memory >= 0 ? '+' : ''}${memory.toFixed(0)} MiB; load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    ].join('; '),
  };
}
