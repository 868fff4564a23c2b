import type {BenchResult, BenchRow} from '../bench-row.js';
import {onAlertmanager} from '../support/fleet.js';
import {BIN} from '../support/program.js';
import {BARE_NODE, type CommandLine, medianTimes} from '../support/spawned.js';

const COUNTS = [
  {alerts: 1_000, turns: 15},
  {alerts: 10_000, turns: 5},
  {alerts: 50_000, turns: 3},
];

/** The same list, as text, from the same server, in turns. */
export const alertsQueries: readonly BenchRow[] = COUNTS.map(({alerts, turns}) => ({
  name: `wk alerts, ${alerts.toLocaleString('en')}`,
  budget: alerts <= 1_000 ? '<= amtool + 1.5 x node -e 0' : 'faster than amtool',
  run: () => onAlertmanager(alerts, ({url}) => measure(url, alerts, turns), {programs: ['amtool']}),
}));

async function measure(url: string, alerts: number, turns: number): Promise<BenchResult> {
  const amtool: CommandLine = ['amtool', 'alert', 'query', '--timeout=2m', `--alertmanager.url=${url}`];
  const wk: CommandLine = [process.execPath, BIN, 'alerts', '-o', 'simple', '--alertmanager', url];
  const [bare = 0, peer = 0, ours = 0] = await medianTimes([BARE_NODE, amtool, wk], turns);
  const limit = alerts <= 1_000 ? peer + 1.5 * bare : peer;
  return {
    figure: ours,
    unit: 'ms',
    ratio: ours / peer,
    verdict: ours <= limit ? 'pass' : 'fail',
    detail: `amtool: ${peer.toFixed(0)} ms, node -e 0: ${bare.toFixed(0)} ms`,
  };
}
