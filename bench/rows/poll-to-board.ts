import {setTimeout as sleep} from 'node:timers/promises';
import {postAlerts, type RealAlertmanager} from '../../test/support/real.js';
import type {BenchResult, BenchRow} from '../bench-row.js';
import {atDesk, type Desk, leave, percentile, type Wire} from '../support/cockpit.js';
import {onAlertmanager} from '../support/fleet.js';

const ALERTS = 1_000;
const POLL = 2_000;
/** What finding out, recording and drawing may take beside the wait for a poll, ms. */
const BESIDE = 300;
const TURNS = 20;

/** From the moment that the Alertmanager has an alert to its name on the screen, without a feed. */
export const pollToBoard: BenchRow = {
  name: 'alert to board by polling, 1,000 alerts',
  budget: `<= poll interval + ${BESIDE} ms`,
  run: () =>
    onAlertmanager(ALERTS, server => atDesk({url: server.url, poll: `${POLL}ms`}, desk => measure(server, desk))),
};

async function measure(server: RealAlertmanager, desk: Desk): Promise<BenchResult> {
  const wire = desk.open();
  await wire.until(/Alert\d/);
  // Alone on the board, so that it is in sight wherever it belongs among the others.
  wire.type('/Fresh');
  await sleep(500);
  wire.type('\r');
  await sleep(2 * POLL);
  const delays: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) delays.push(await delayOf(wire, server, turn));
  await leave(wire);
  const most = Math.max(...delays);
  return {
    figure: most,
    unit: 'ms',
    verdict: most <= POLL + BESIDE ? 'pass' : 'fail',
    detail: `poll ${POLL} ms; p50 ${percentile(delays, 50).toFixed(0)} ms, the most of ${TURNS}`,
  };
}

async function delayOf(wire: Wire, server: RealAlertmanager, turn: number): Promise<number> {
  // At any moment between two polls.
  await sleep(Math.random() * POLL);
  const name = `Fresh${turn}x`;
  const seen = wire.chunks.length;
  await postAlerts(server.url, [{labels: {alertname: name, severity: 'critical', instance: `host-${turn}`}}]);
  const posted = performance.now();
  return (await wire.until(name, seen)) - posted;
}
