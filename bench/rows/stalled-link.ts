import {readFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {createEmulator} from '../../test/terminal/support/emulator.js';
import type {BenchResult, BenchRow} from '../bench-row.js';
import {atDesk, bytesOf, COLUMNS, leave, ROWS, type Wire} from '../support/cockpit.js';
import {onAlertmanager} from '../support/fleet.js';

const STALL = 4_000;
const BUDGET = 50;
/** Longest turns of the event loop, without and with a stalled link; the probe writes them when it is told to. */
const PROBE = `
const {writeFileSync} = require('node:fs');
let last = performance.now(), longest = 0;
setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last - 5); last = now; }, 5).unref();
process.on('SIGUSR2', () => { writeFileSync(process.env.WK_BENCH_PROBE, String(longest)); longest = 0; });
`;

/** Nobody reads from the terminal while whole pictures are asked for. What waits must be one frame, and nothing else. */
export const stalledLink: BenchRow = {
  name: 'link stalled for 4 s',
  budget: 'gap <= 50 ms, <= 1 frame queued',
  run: () =>
    onAlertmanager(200, server =>
      atDesk(server, async desk => {
        const file = path.join(desk.state, '..', 'longest');
        const node = ['--import', `data:text/javascript,${encodeURIComponent(asModule(PROBE))}`];
        const wire = desk.open(node, {WK_BENCH_PROBE: file});
        await wire.until(/Alert\d/);
        await sleep(3_000);
        const calm = await longestTurn(wire, file, () => repaints(wire));
        const result = await measure(wire, file, calm);
        await leave(wire);
        return result;
      }),
    ),
};

async function measure(wire: Wire, file: string, calm: number): Promise<BenchResult> {
  wire.pause();
  const gap = await longestTurn(wire, file, () => repaints(wire));
  const seen = wire.chunks.length;
  wire.resume();
  await sleep(1_500);
  const late = bytesOf(wire.chunks.slice(seen));
  const pictures = late.toString('latin1').split(CLEAR).length - 1;
  // What the kernel and the reader take before writing has to wait is nobody's queue.
  const queued = Math.max(0, Math.ceil((late.length - ON_THE_WAY) / (late.length / Math.max(1, pictures))) - 1);
  const right = await isRight(wire);
  return {
    figure: gap,
    unit: 'ms',
    verdict: gap <= BUDGET && queued <= 1 && right ? 'pass' : 'fail',
    detail: [
      `without a stall: ${calm.toFixed(0)} ms`,
      `${pictures} of 40 pictures came, ${(late.length / 1024).toFixed(0)} KiB`,
      `picture afterwards ${right ? 'right' : 'WRONG'}`,
    ].join('; '),
  };
}

const CLEAR = '\u001b[2J';
/** Bytes between the two ends of a Linux terminal, and in the reader's own buffer. */
const ON_THE_WAY = 80 * 1024;

/** Whether the terminal shows what a new picture shows; again where a clock on it ticked in between. */
async function isRight(wire: Wire): Promise<boolean> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const now = await shownBy(bytesOf(wire.chunks));
    const seen = wire.chunks.length;
    wire.type('\u000c');
    await sleep(800);
    if (now === (await shownBy(bytesOf(wire.chunks.slice(seen))))) return true;
  }
  return false;
}

async function shownBy(bytes: Buffer): Promise<string> {
  const emulator = createEmulator(COLUMNS, ROWS);
  await emulator.write(bytes);
  return emulator.lines().join('\n');
}

/** Asks for a whole picture ten times a second, for as long as the stall lasts. */
async function repaints(wire: Wire): Promise<void> {
  for (let elapsed = 0; elapsed < STALL; elapsed += 100) {
    wire.type('\u000c');
    await sleep(100);
  }
}

async function longestTurn(wire: Wire, file: string, work: () => Promise<void>): Promise<number> {
  process.kill(wire.pid, 'SIGUSR2');
  await sleep(100);
  await work();
  process.kill(wire.pid, 'SIGUSR2');
  await sleep(200);
  return Number(readFileSync(file, 'utf8'));
}

function asModule(source: string): string {
  return `import {createRequire} from 'node:module';const require=createRequire('/');${source}`;
}
