import {setTimeout as sleep} from 'node:timers/promises';
import type {BenchResult, BenchRow} from '../bench-row.js';
import {atDesk, bytesOf, leave, type Wire} from '../support/cockpit.js';
import {mainThreadCpu, onAlertmanager} from '../support/fleet.js';

const ALERTS = 10_000;
const SPAN = 15_000;
const BYTES = 150;
const CPU = 5;

/** Nothing changes but time; the polls, which have a thread of their own, are not counted. */
export const idleBoard: BenchRow = {
  name: 'idle board, 10,000 alerts',
  budget: '<= 150 bytes/s, <= 5 % CPU',
  run: () =>
    onAlertmanager(ALERTS, server =>
      atDesk(server, async desk => {
        const wire = desk.open();
        await wire.until(/Alert\d/);
        await sleep(8_000);
        const result = await measure(wire);
        await leave(wire);
        return result;
      }),
    ),
};

async function measure(wire: Wire): Promise<BenchResult> {
  const seen = wire.chunks.length;
  const cpuBefore = mainThreadCpu(wire.pid);
  await sleep(SPAN);
  const bytes = bytesOf(wire.chunks.slice(seen)).length / (SPAN / 1_000);
  const cpuAfter = mainThreadCpu(wire.pid);
  const percent = cpuBefore === undefined || cpuAfter === undefined ? undefined : ((cpuAfter - cpuBefore) / SPAN) * 100;
  return {
    figure: bytes,
    unit: 'bytes/s',
    verdict: bytes <= BYTES && (percent ?? 0) <= CPU ? 'pass' : 'fail',
    detail: percent === undefined ? 'CPU not known on this system' : `${percent.toFixed(1)} % CPU`,
  };
}
