import {createHash} from 'node:crypto';
import {loadavg} from 'node:os';
import {setTimeout as sleep} from 'node:timers/promises';
import {freePort, type PostedAlert, postAlerts, type RealAlertmanager} from '../../test/support/real.js';
import type {BenchResult, BenchRow} from '../bench-row.js';
import {atDesk, leave, percentile, type Wire} from '../support/cockpit.js';
import {mainThreadCpu, mainThreadWait, onAlertmanager} from '../support/fleet.js';
import {onRelay} from '../support/relay.js';
import {type Watched, watched} from '../support/watched.js';

const ALERTS = 200;
const BUDGET = 150;
const HOUR = 3_600_000;

interface Path {
  readonly words: string;
  readonly budget: number;
  readonly send: (alert: PostedAlert, to: {readonly relay: string; readonly alertmanager: string}) => Promise<void>;
}

const BY_HOOK: Path = {
  words: 'webhook at the relay to screen',
  budget: BUDGET,
  send: (alert, {relay}) => postHook(relay, alert),
};
/** Alertmanager's own part is its, and its `group_wait` is 0. */
const BY_ALERTMANAGER: Path = {
  words: 'alert at Alertmanager to screen, by the relay',
  budget: 2 * BUDGET,
  send: (alert, {alertmanager}) => postAlerts(alertmanager, [alert]),
};

/** From a sender to the bytes that bring the alert's name on a terminal, with few and with many alerts on the board. */
export const hookToScreen: readonly BenchRow[] = [BY_HOOK, BY_ALERTMANAGER].flatMap(way =>
  [100, 10_000].map(count => row(way, count)),
);

function row(way: Path, count: number): BenchRow {
  return {
    name: `${way.words}, ${count.toLocaleString('en')} alerts`,
    budget: `p99 <= ${way.budget} ms`,
    async run() {
      const port = await freePort();
      return onAlertmanager(count, server => onRelay(({url}) => atBoard(server, url, way), port), {
        config: telling(port),
      });
    },
  };
}

/** Tells the relay of new alerts at once, and nobody of the others. */
const telling = (port: number) => `route:
  receiver: nobody
  group_by: [alertname]
  group_wait: 1h
  group_interval: 1h
  repeat_interval: 4h
  routes: [{receiver: relay, matchers: [fresh="yes"], group_by: ['...'], group_wait: 0s, group_interval: 1s}]
receivers:
  - name: nobody
  - name: relay
    webhook_configs: [{url: "http://127.0.0.1:${port}/v1/hooks/alertmanager?source=bench", send_resolved: false}]
`;

function atBoard(server: RealAlertmanager, relay: string, way: Path): Promise<BenchResult> {
  const more = `feed: {url: "${relay}"}\n`;
  return atDesk({url: server.url, poll: '10s', more}, async desk => {
    const wire = desk.open();
    const screen = watched(wire);
    await screen.until(text => /feed ●/.test(text) && /Alert\d/.test(text), 60_000);
    await sleep(6_000);
    const before = spentBy(wire.pid);
    const times = await timesOf({wire, screen}, alert => way.send(alert, {relay, alertmanager: server.url}));
    const after = spentBy(wire.pid);
    await leave(wire);
    const p99 = percentile(times, 99);
    return {
      figure: p99,
      unit: 'ms',
      verdict: p99 <= way.budget ? 'pass' : 'fail',
      detail: [
        `p50 ${percentile(times, 50).toFixed(0)}, most ${Math.max(...times).toFixed(0)} ms, of ${times.length}`,
        `an alert took the cockpit ${((after.cpu - before.cpu) / times.length).toFixed(0)} ms of CPU, for which it waited ${((after.wait - before.wait) / times.length).toFixed(0)} ms`,
        `load ${(loadavg()[0] ?? 0).toFixed(1)}`,
      ].join('; '),
    };
  });
}

/** The screen's thread, ms; NaN where the system does not tell. */
function spentBy(pid: number): {readonly cpu: number; readonly wait: number} {
  return {cpu: mainThreadCpu(pid) ?? Number.NaN, wait: mainThreadWait(pid) ?? Number.NaN};
}

async function timesOf(
  {wire, screen}: {readonly wire: Wire; readonly screen: Watched},
  send: (alert: PostedAlert) => Promise<void>,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let count = 0; count < ALERTS; count += 1) {
    const alert = freshAlert(count);
    const sentAt = performance.now();
    const [shownAt] = await Promise.all([
      screen.until(text => text.includes(alert.labels.alertname ?? '?')),
      send(alert),
    ]);
    times.push(shownAt - sentAt);
    // Back to the top, where the next one comes.
    wire.type('g');
    await sleep(100 + ((count * 61) % 190));
  }
  return times;
}

/** Each has waited longer than all before it, and so stands above them. */
function freshAlert(count: number): PostedAlert {
  const name = createHash('sha256').update(String(count)).digest('hex').slice(0, 12);
  const startsAt = new Date(Date.now() - 10 * HOUR - count * 60_000).toISOString();
  return {
    labels: {
      alertname: `New${name}`,
      severity: 'critical',
      fresh: 'yes',
      instance: `new-${count}`,
      service: 'checkout',
    },
    annotations: {summary: 'nobody can buy anything'},
    startsAt,
    endsAt: new Date(Date.now() + 10 * HOUR).toISOString(),
  };
}

async function postHook(relay: string, {labels, annotations = {}, startsAt = ''}: PostedAlert): Promise<void> {
  const fingerprint = createHash('sha256').update(JSON.stringify(labels)).digest('hex').slice(0, 16);
  const alert = {status: 'firing', labels, annotations, startsAt, endsAt: '0001-01-01T00:00:00Z', fingerprint};
  const answer = await fetch(`${relay}/v1/hooks/alertmanager?source=bench`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({
      version: '4',
      groupKey: `{}:{alertname="${labels.alertname}"}`,
      status: 'firing',
      receiver: 'relay',
      alerts: [alert],
    }),
  });
  if (!answer.ok) throw new Error(`the relay answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
}
