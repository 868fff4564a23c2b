import {EventEmitter} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {getHeapCodeStatistics, getHeapStatistics, setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {demoConfig} from '../../src/cli/wire/demo-config.js';
import {joinWatch} from '../../src/cli/wire/join-watch.js';
import {loadConfig} from '../../src/config/load-config.js';
import {idleWatch} from '../../src/demo/idle.js';
import {scriptedOperator} from '../../src/demo/operator.js';
import {startDemo} from '../../src/demo/start-demo.js';
import {advanceWhenIdle, virtualClock} from '../../src/lib/virtual-clock.js';
import {openScreen} from '../../src/terminal/open-screen.js';
import {runCockpit} from '../../src/ui/run.js';
import {fakeLink} from '../../test/terminal/support/link.js';
import type {BenchRow} from '../bench-row.js';
import {busyHours} from '../support/busy-hours.js';
import {COLUMNS, ROWS} from '../support/cockpit.js';

const HOUR = 3_600_000;
const HOURS = process.env.WK_BENCH_FULL === '1' ? 24 : 5;
const BACKGROUND = 100;
const POLL = 60_000;
/** What every hour after the first may hold, as a part of what that held. */
const LEVEL = 1.1;

/** The whole program in this process, on a clock that need not wait: demo servers, writer, journal, cockpit. */
export const heap: BenchRow = {
  name: `watch of ${HOURS} simulated hours`,
  budget: 'heap <= 1.1 x that after hour 1',
  async run() {
    const folder = await mkdtemp('.bench/watch-');
    try {
      const sizes = await watchFor(HOURS, folder);
      const [first = 0, ...later] = sizes;
      const figure = Math.max(...later);
      return {
        figure,
        unit: 'MiB',
        ratio: figure / first,
        verdict: figure <= first * LEVEL ? 'pass' : 'fail',
        detail: `after each hour: ${sizes.map(size => size.toFixed(1)).join(', ')} MiB`,
      };
    } finally {
      await rm(folder, {recursive: true, force: true});
    }
  },
};

async function watchFor(hours: number, folder: string): Promise<readonly number[]> {
  const clock = virtualClock(Date.UTC(2026, 0, 1, 21));
  const idle = idleWatch();
  const demo = await startDemo({clock, background: BACKGROUND});
  const own = await loadConfig({flags: {operator: 'ana'}, env: {}, home: folder, cwd: folder});
  const config = demoConfig(own, demo, `${folder}/state`);
  const night = {...config, alertmanagers: config.alertmanagers.map(one => ({...one, poll: POLL}))};
  const joined = await joinWatch({config: night, env: {}, clock, live: true, gone: () => undefined});
  const stop = new AbortController();
  const shown = showOn(joined.engine, clock);
  scriptedOperator(joined.engine, clock, {signal: stop.signal});
  // The night is over after eight hours, and calm before: this goes on.
  busyHours({engine: joined.engine, clock, urls: demo.sources.map(({url}) => url)}, stop.signal);
  const sizes: number[] = [];
  for (let hour = 1; hour <= hours; hour++) {
    await advanceWhenIdle({clock, idle: idle.idle, until: clock.now() + HOUR, signal: stop.signal});
    sizes.push(heapNow());
  }
  stop.abort();
  await shown.close();
  await joined.leave();
  await demo.stop();
  idle.stop();
  return sizes;
}

type Parts = Parameters<typeof runCockpit>[0];

/** The cockpit on a terminal that takes everything and keeps nothing. */
function showOn(engine: Parts['engine'], clock: Parts['clock']) {
  const link = fakeLink(COLUMNS, ROWS, async () => undefined);
  const drain = setInterval(() => {
    void link.settle().then(() => link.writes.splice(0));
  }, 5);
  const nothing = () => undefined;
  const stdin = Object.assign(new EventEmitter(), {pause: nothing, resume: nothing});
  const screen = openScreen({stdin, stdout: link, env: {TERM: 'xterm-256color', LANG: 'C.UTF-8'}, clock});
  void runCockpit({engine, screen, clock});
  return {
    async close() {
      const closed = screen.close();
      await link.settle();
      await closed;
      clearInterval(drain);
    },
  };
}

/** What the program holds on to, MiB. The code that V8 makes of what runs often comes and goes by its own rules. */
function heapNow(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const code = getHeapCodeStatistics();
  const made = code.code_and_metadata_size + code.bytecode_and_metadata_size;
  return (getHeapStatistics().used_heap_size - made) / 1024 / 1024;
}
