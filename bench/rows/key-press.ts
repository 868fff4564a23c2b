import {setTimeout as sleep} from 'node:timers/promises';
import type {BenchResult, BenchRow} from '../bench-row.js';
import {atDesk, leave, percentile, type Wire} from '../support/cockpit.js';
import {onAlertmanager} from '../support/fleet.js';

const ALERTS = 10_000;
const PRESSES = 300;
const BUDGET = 50;
const CURSOR = '▌';

/** The cursor moves down and up; polls come and go meanwhile. */
export const keyPress: BenchRow = {
  name: 'key press to bytes, 10,000 alerts',
  budget: 'p99 <= 50 ms',
  run: () =>
    onAlertmanager(ALERTS, server =>
      atDesk(server, async desk => {
        const wire = desk.open();
        await wire.until(/Alert\d/);
        await sleep(6_000);
        const result = await measure(wire);
        await leave(wire);
        return result;
      }),
    ),
};

async function measure(wire: Wire): Promise<BenchResult> {
  const times: number[] = [];
  for (let press = 0; press < PRESSES; press++) {
    times.push(await answered(wire, Math.floor(press / 10) % 2 === 0 ? 'j' : 'k'));
    // Odd, so that presses fall anywhere between two polls and two ticks of the clock.
    await sleep(37 + ((press * 61) % 90));
  }
  const p99 = percentile(times, 99);
  return {
    figure: p99,
    unit: 'ms',
    verdict: p99 <= BUDGET ? 'pass' : 'fail',
    detail: `p50 ${percentile(times, 50).toFixed(1)}, most ${Math.max(...times).toFixed(1)} ms, of ${PRESSES}`,
  };
}

/** How long until the terminal has the cursor's mark at its new place, ms. */
export async function answered(wire: Wire, key: string): Promise<number> {
  const seen = wire.chunks.length;
  const pressed = performance.now();
  wire.type(key);
  return (await wire.until(CURSOR, seen)) - pressed;
}
