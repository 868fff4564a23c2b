import {setTimeout as sleep} from 'node:timers/promises';
import type {BenchResult, BenchRow} from '../bench-row.js';
import {atDesk, type Desk, leave, onWire, type Wire} from '../support/cockpit.js';
import {onAlertmanager} from '../support/fleet.js';
import {BARE_NODE, median} from '../support/spawned.js';

const TURNS = 11;
const ALERTS = 100;
/** A row of the board: only the journal can know it before the first poll. */
const ROW = /Alert\d/;
const CURSOR = '▌';

/** From the start of the process to the first row that the journal knew, with the system's caches warm. */
export const firstFrame = startRow('cockpit: first frame, warm', 3, wire => wire.until(ROW));

/** From the start of the process to the answer to a key that was pressed as soon as there were rows. */
export const keysWork = startRow('cockpit: first key answered, warm', 6, async wire => {
  await wire.until(ROW);
  const seen = wire.chunks.length;
  wire.type('j');
  return wire.until(CURSOR, seen);
});

function startRow(name: string, limit: number, moment: (wire: Wire) => Promise<number>): BenchRow {
  return {
    name,
    budget: `<= ${limit} x node -e 0`,
    run: () => onAlertmanager(ALERTS, server => atDesk(server, desk => measure(desk, limit, moment))),
  };
}

async function measure(desk: Desk, limit: number, moment: (wire: Wire) => Promise<number>): Promise<BenchResult> {
  await cockpitTime(desk, async wire => {
    await wire.until(ROW);
    await sleep(1_000);
    return 0;
  });
  const bare: number[] = [];
  const ours: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    bare.push(await bareTime());
    ours.push(await cockpitTime(desk, moment));
  }
  const ratio = median(ours) / median(bare);
  return {
    figure: median(ours),
    unit: 'ms',
    ratio,
    verdict: ratio <= limit ? 'pass' : 'fail',
    detail: `node -e 0 on a terminal: ${median(bare).toFixed(1)} ms; fastest of each: ${(Math.min(...ours) / Math.min(...bare)).toFixed(2)}x`,
  };
}

async function cockpitTime(desk: Desk, moment: (wire: Wire) => Promise<number>): Promise<number> {
  const wire = desk.open();
  const at = await moment(wire);
  await sleep(300);
  await leave(wire);
  return at - wire.startedAt;
}

async function bareTime(): Promise<number> {
  const [, ...argv] = BARE_NODE;
  const wire = onWire(argv);
  await wire.exit;
  return performance.now() - wire.startedAt;
}
