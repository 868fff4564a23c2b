import {loadavg} from 'node:os';
import {setTimeout as sleep} from 'node:timers/promises';
import type {RealAlertmanager} from '../../test/support/real.js';
import type {BenchResult, BenchRow} from '../bench-row.js';
import {atDesk, leave, percentile, type Wire} from '../support/cockpit.js';
import {onAlertmanager} from '../support/fleet.js';
import {onRelay} from '../support/relay.js';
import {type Watched, watched} from '../support/watched.js';

const ALERTS = 400;
const ACKS = 40;
const BUDGET = 100;

/** From the key on one terminal to the bytes on another that name who acks, by a relay and before any poll; then to its place on both. */
export const ackElsewhere: BenchRow = {
  name: 'an ack in one cockpit to the screen of another',
  budget: `p99 <= ${BUDGET} ms`,
  run: () => onAlertmanager(ALERTS, server => onRelay(({url}) => atTwoDesks(server, url))),
};

function atTwoDesks(server: RealAlertmanager, relay: string): Promise<BenchResult> {
  const desk = (operator: string) => ({
    url: server.url,
    poll: '10m',
    more: `operator: ${operator}\nfeed: {url: "${relay}"}\n`,
  });
  return atDesk(desk('ana'), one =>
    atDesk(desk('lee'), async other => {
      const [wire, second] = [one.open(), other.open()];
      const [screen, elsewhere] = [watched(wire), watched(second)];
      for (const shown of [screen, elsewhere]) await shown.until(isReady, 60_000);
      await sleep(3_000);
      const times = await timesOf({wire, screen, elsewhere});
      for (const left of [wire, second]) await leave(left);
      return verdictOn(times);
    }),
  );
}

function isReady(text: string): boolean {
  return text.includes('feed ●') && /needs you \d/.test(text);
}

/** Ms after the key: until the other terminal names who acks, and until either shows the ack as placed. */
interface Times {
  readonly named: readonly number[];
  readonly elsewhere: readonly number[];
  readonly here: readonly number[];
}

interface Desks {
  readonly wire: Wire;
  readonly screen: Watched;
  readonly elsewhere: Watched;
}

async function timesOf({wire, screen, elsewhere}: Desks): Promise<Times> {
  const times = {named: [] as number[], elsewhere: [] as number[], here: [] as number[]};
  for (let acked = 1; acked <= ACKS; acked += 1) {
    const pressedAt = performance.now();
    wire.type('a');
    const isPlaced = (text: string) => needed(text) <= ALERTS - acked * IN_GROUP;
    // Who is quick enough is named as the owner at once.
    const seen = elsewhere.until(text => text.includes('ana acking') || isPlaced(text));
    const [namedAt, placedAt, ownAt] = await Promise.all([
      seen,
      seen.then(at => (isPlaced(elsewhere.text()) ? at : elsewhere.until(isPlaced))),
      screen.until(isPlaced),
    ]);
    times.named.push(namedAt - pressedAt);
    times.elsewhere.push(placedAt - pressedAt);
    times.here.push(ownAt - pressedAt);
    // The cursor may have gone with what was acked: back to the top.
    wire.type('g');
    await sleep(300 + ((acked * 61) % 190));
  }
  return times;
}

/** Four alerts are one row. */
const IN_GROUP = 4;

function needed(text: string): number {
  return Number(/needs you (\d+)/.exec(text)?.[1] ?? ALERTS);
}

/** The first few of a process are told apart. */
const FIRST = 5;

function verdictOn({named, elsewhere, here}: Times): BenchResult {
  const p99 = percentile(named, 99);
  return {
    figure: p99,
    unit: 'ms',
    verdict: p99 <= BUDGET ? 'pass' : 'fail',
    detail: [
      `named p50 ${percentile(named, 50).toFixed(0)}, of ${named.length}`,
      `placed p50 ${percentile(elsewhere, 50).toFixed(0)}, p99 ${percentile(elsewhere, 99).toFixed(0)} ms`,
      `the first ${FIRST} named ${shown(named)} and placed ${shown(elsewhere)}`,
      `at the own screen p50 ${percentile(here, 50).toFixed(0)} ms; load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    ].join('; '),
  };
}

function shown(times: readonly number[]): string {
  return times
    .slice(0, FIRST)
    .map(time => time.toFixed(0))
    .join(' ');
}
