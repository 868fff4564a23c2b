import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {beforeAll, describe, expect, test} from 'vitest';
import type {FeedAlert} from '../../../src/core/feed/message.js';
import {alertOf} from '../../../src/sources/alertmanager/normalise.js';
import {assembler, messages} from '../../../src/sources/alertmanager/wire.js';
import {tempDir} from '../../support/real.js';
import {ROOT} from '../../support/source-files.js';
import {fakeAlertmanager, someAlert} from '../support/fake-alertmanager.js';
import {watching} from '../support/watching.js';

let workers: URL;

beforeAll(async () => {
  const folder = tempDir();
  await build({
    entryPoints: ['src/sources/alertmanager/poll.worker.ts'],
    outfile: path.join(folder, 'poll.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {js: "import {createRequire} from 'node:module';const require = createRequire(import.meta.url);"},
  });
  workers = pathToFileURL(`${folder}/`);
});

/** A thread that reports that the source is up, and then does something long. */
async function busyWorker(): Promise<URL> {
  const folder = tempDir();
  const health = {source: 'eu', state: 'up', since: 0, interval: 5_000, members: []};
  const source = `
    import {parentPort} from 'node:worker_threads';
    import {messages} from './src/sources/alertmanager/wire.js';
    const report = {update: {source: 'eu', at: 1, health: ${JSON.stringify(health)}}, altered: []};
    for (const message of messages(report)) parentPort.postMessage(message);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
  `;
  await build({
    stdin: {contents: source, resolveDir: ROOT},
    outfile: path.join(folder, 'poll.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  return pathToFileURL(`${folder}/`);
}

function someTold(fingerprint: string): FeedAlert {
  const startsAt = '2026-11-20T03:00:00.000Z';
  const labels = {alertname: 'New'};
  return {source: 'eu', status: 'firing', fingerprint, startsAt, endsAt: null, labels, annotations: {}, groupKey: null};
}

describe('polling in a thread of its own', () => {
  test('tells what polling in the process would', async () => {
    const labels = JSON.parse('{"__proto__": "p", "alertname": "A\\u001b[31m"}');
    const am = await fakeAlertmanager([someAlert('f1', {labels}), ...many(500)]);
    const seen = watching({urls: [am.url]}, workers);
    await seen.until('all alerts', () => seen.alerts.size === 501);
    expect(seen.updates.filter(update => update.alerts !== undefined)).toHaveLength(1);
    expect(Object.getPrototypeOf(seen.alerts.get('f1')?.labels)).toBeNull();
    expect(Object.entries(seen.alerts.get('f1')?.labels ?? {})).toEqual([
      ['__proto__', 'p'],
      ['alertname', 'A␛[31m'],
    ]);
    expect(seen.health()).toMatchObject({state: 'up', members: [{up: true}]});
  });

  test('is woken, and tells changes only', async () => {
    const am = await fakeAlertmanager(many(3));
    const seen = watching({urls: [am.url], poll: 60_000}, workers);
    await seen.until('all alerts', () => seen.alerts.size === 3);
    am.alerts = [...am.alerts, someAlert('new')];
    seen.source.wake();
    await seen.until('the new one', () => seen.alerts.has('new'));
    expect(seen.updates.at(-1)?.alerts?.changed).toHaveLength(1);
  });

  test('polls once a second at most for what the feed tells, however much that is', async () => {
    const am = await fakeAlertmanager([someAlert('f1')]);
    const seen = watching({urls: [am.url], poll: 60_000}, workers);
    await seen.until('a poll', () => seen.alerts.size === 1);
    const begun = performance.now();
    for (let count = 0; count < 20; count += 1) {
      seen.source.tell?.([someTold(`new${count}`)]);
      await seen.until('what was told', () => seen.alerts.has(`new${count}`));
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    const seconds = (performance.now() - begun) / 1_000;
    expect(am.asked('GET /api/v2/alerts/groups').length).toBeLessThanOrEqual(2 + seconds);
    am.alerts = [someAlert('f2')];
    await seen.until('the poll that confirms it', () => seen.alerts.has('f2'));
  });

  test('shows what it is told although the thread is busy with a long list', async () => {
    const seen = watching({urls: ['http://127.0.0.1:1']}, await busyWorker());
    await seen.until('the first report', () => seen.updates.length === 1);
    seen.source.tell?.([someTold('new')]);
    await seen.until('the new one', () => seen.alerts.has('new'));
    expect(seen.health()).toMatchObject({state: 'up'});
    seen.source.tell?.([someTold('new')]);
    expect(seen.updates).toHaveLength(2);
  });

  test('knows the true values of filtered labels', async () => {
    const am = await fakeAlertmanager([someAlert('f1', {labels: {alertname: 'A\u001b[31m'}})]);
    const seen = watching({urls: [am.url]}, workers);
    await seen.until('the alert', () => seen.alerts.size === 1);
    const {signal} = new AbortController();
    const matchers = [{name: 'alertname', value: 'A␛[31m', isRegex: false, isEqual: true}];
    const draft = {matchers, duration: 60_000, createdBy: 'ana', comment: 'ACK! [t]', token: '[t]'};
    await seen.source.placeSilence(draft, {mayExist: false, signal});
    expect([...am.silences.values()]).toMatchObject([{matchers: [{value: 'A\u001b[31m'}]}]);
  });

  test('a thread that cannot run is trouble, not a crash, and is tried again', async () => {
    const am = await fakeAlertmanager();
    const seen = watching({urls: [am.url]}, pathToFileURL(`${tempDir()}/`));
    await seen.until('the second try', () => seen.updates.length > 1);
    expect(seen.health()).toMatchObject({
      state: 'down',
      trouble: {message: expect.stringMatching(/^Reading eu stopped: .*poll\.js/)},
    });
  });
});

test('a report in parts is the report', () => {
  const alerts = many(2_000).map(raw => alertOf(raw, {source: 'eu', member: 'am'}));
  const report = {
    altered: [{name: 'a', shown: 'b', value: 'c'}],
    update: {
      source: 'eu',
      at: 1,
      health: {source: 'eu', state: 'up' as const, since: 1, interval: 5_000, members: []},
      alerts: {changed: alerts, gone: [{fingerprint: 'x', startsAt: 1, on: 2, reason: 'absent' as const}]},
      groups: {changed: [], gone: ['g1']},
      silencesRead: true,
    },
  };
  const sent = [...messages(report)];
  expect(sent.length).toBeGreaterThan(4);
  expect(sent.every(message => message.type === 'report' || message.json.length < 200_000)).toBe(true);
  const whole = assembler();
  const received = sent.map(message => whole(structuredClone(message)));
  expect(received.slice(0, -1).every(one => one === undefined)).toBe(true);
  expect(received.at(-1)).toEqual(report);
});

function many(count: number) {
  return Array.from({length: count}, (_, index) =>
    someAlert(`many-${index}`, {annotations: {summary: 'x'.repeat(300)}}),
  );
}
