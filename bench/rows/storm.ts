import {setTimeout as sleep} from 'node:timers/promises';
import {fold, initialShift} from '../../src/core/shift/fold.js';
import type {ShiftState} from '../../src/core/shift/state.js';
import {readFacts} from '../../src/journal/read-facts.js';
import {type PostedAlert, postAlerts} from '../../test/support/real.js';
import type {BenchResult, BenchRow} from '../bench-row.js';
import {atDesk, type Chunk, leave, percentile, type Wire} from '../support/cockpit.js';
import {fleet, onAlertmanager, peakMemory, postInChunks} from '../support/fleet.js';
import {answered} from './key-press.js';

const ALERTS = 10_000;
const FULL = process.env.WK_BENCH_FULL === '1';
const SECONDS = FULL ? 60 : 10;
/** So many fire before it begins, for the cursor to have somewhere to go. */
const BEFORE = 400;
const A_SECOND = 500;
const STEP = 100;
const LIMITS = {frames: 10, memory: 300};
/** So many presses go one way, then as many the other. */
const TURN = 20;
/** What comes this soon after a key may be its answer, ms. */
const OF_A_KEY = 120;

/** Everything fires at once, then alerts end and fire again without a pause while somebody goes on working. */
export const storm: BenchRow = {
  name: `storm of 10,000, then 500 changes/s for ${SECONDS} s`,
  budget: '<= 10 frames/s, keys answered, no fact lost, <= 300 MiB',
  run: () =>
    onAlertmanager(BEFORE, server =>
      atDesk({url: server.url, poll: '1s'}, async desk => {
        const wire = desk.open();
        await wire.until(/Alert\d/);
        const {keys, frames} = await playStorm(wire, server.url, fleet(ALERTS));
        const memory = peakMemory(wire.pid);
        const lost = await lostFacts(server.url, desk.state);
        await leave(wire);
        return verdictOn({keys, frames, memory, lost});
      }),
    ),
};

interface Played {
  readonly keys: readonly number[];
  /** A second, beside those of keys. */
  readonly frames: number;
}

async function playStorm(wire: Wire, url: string, alerts: readonly PostedAlert[]): Promise<Played> {
  const from = performance.now();
  const until = from + SECONDS * 1_000;
  const seen = wire.chunks.length;
  const pressed: number[] = [];
  const keys: number[] = [];
  const changing = postInChunks(url, alerts).then(() => changeOn(url, alerts, until));
  while (performance.now() < until) {
    pressed.push(performance.now());
    // Down first and never to an end of the list: there is a row to go to, however the rows come and go.
    keys.push(await answered(wire, Math.floor(keys.length / TURN) % 2 === 0 ? 'j' : 'k'));
    await sleep(400);
  }
  await changing;
  return {keys, frames: framesIn(wire.chunks.slice(seen), pressed) / ((performance.now() - from) / 1_000)};
}

/** Half of the changes end an alert, half bring back what ended before. */
async function changeOn(url: string, alerts: readonly PostedAlert[], until: number): Promise<void> {
  const batch = (A_SECOND * STEP) / 2_000;
  for (let step = 0; performance.now() < until; step++) {
    const started = performance.now();
    const at = (step * batch) % alerts.length;
    const now = new Date().toISOString();
    const ending = alerts.slice(at, at + batch).map(alert => ({...alert, endsAt: now}));
    const back = (at + alerts.length - batch * 10) % alerts.length;
    await postAlerts(url, [...ending, ...alerts.slice(back, back + batch)]);
    await sleep(Math.max(0, STEP - (performance.now() - started)));
  }
}

/** Writes apart by more than a moment are frames of their own. */
function framesIn(chunks: readonly Chunk[], pressed: readonly number[]): number {
  const starts = chunks.filter(({at}, index) => at - (chunks[index - 1]?.at ?? 0) > 5);
  return starts.filter(({at}) => !pressed.some(key => at >= key && at - key < OF_A_KEY)).length;
}

/** Alerts that the Alertmanager shows at the end and no fact tells of, and gaps in the journal's numbers; after a poll or two. */
async function lostFacts(url: string, state: string): Promise<number> {
  let lost = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 20 && lost > 0; attempt++) {
    await sleep(1_000);
    const answer = await fetch(`${url}/api/v2/alerts?active=true`);
    const shown = (await answer.json()) as readonly {readonly fingerprint: string}[];
    const {known, gaps} = await recorded(state);
    lost = gaps + shown.filter(({fingerprint}) => !known.has(fingerprint)).length;
  }
  return lost;
}

async function recorded(state: string): Promise<{readonly known: ReadonlySet<string>; readonly gaps: number}> {
  let shift: ShiftState | undefined;
  let gaps = 0;
  for await (const fact of readFacts(state)) {
    // Alerts are folded from the cockpit's own facts alone.
    shift ??= initialShift(fact.origin);
    if (shift.seq > 0 && fact.seq !== shift.seq + 1) gaps += 1;
    shift = fold(shift, [fact]);
  }
  return {known: new Set([...(shift?.firing.values() ?? [])].map(({fingerprint}) => fingerprint)), gaps};
}

function verdictOn(seen: Played & {readonly memory: number | undefined; readonly lost: number}): BenchResult {
  const {keys, frames, memory, lost} = seen;
  const isGood = frames <= LIMITS.frames && lost === 0 && (memory ?? 0) <= LIMITS.memory && keys.length > SECONDS;
  return {
    figure: frames,
    unit: 'frames/s',
    verdict: isGood ? 'pass' : 'fail',
    detail: [
      `${keys.length} keys answered, p50 ${percentile(keys, 50).toFixed(0)}, p99 ${percentile(keys, 99).toFixed(0)} ms`,
      `${lost} facts lost`,
      memory === undefined ? 'memory not known on this system' : `${memory.toFixed(0)} MiB at most`,
    ].join('; '),
  };
}
