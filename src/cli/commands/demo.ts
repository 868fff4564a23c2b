import {resolve} from 'node:path';
import type {Drill} from '../../core/drill/drill.js';
import type {Args} from '../args.js';
import type {CommandSpec} from '../command.js';
import type {CommandContext} from '../context.js';
import {numberOf} from '../number-flag.js';

const DRILLS =
  'A drill is a YAML file: title, length, alerts (name, site eu or us, at, resolves, fires_for, labels, annotations, expr, mitigation, targets), ' +
  'targets (ack, find, mitigate) for all, watchdogs (site, stops, returns) and outages (site, from, to); times are durations after its beginning. ' +
  'A mitigation is one of statement (text of a runbook statement that ran and ended with 0), change (text of a recorded change) ' +
  'and manual: true (a change of its service, or a step of its runbook); its alert ends ends_after that (1m). ' +
  'It runs as fast as the world unless --speed is given, and its report says for each alert when it was acked, looked into and mitigated.';

/** The most alerts a demo is asked to serve. */
const MOST = 100_000;

export const demo: CommandSpec = {
  arguments: [],
  flags: [
    {name: 'speed', value: 'N', help: 'how many times as fast as the world the night runs'},
    {name: 'alerts', value: 'N', help: 'add a background of N alerts'},
    {
      name: 'seed',
      value: 'N',
      help: 'another night; the same number gives the same incidents, and as lines the same lines',
    },
    {name: 'scenario', value: 'FILE', help: 'play this written drill, and say at its end how it went'},
    {name: 'keep', value: 'FOLDER', help: 'leave the journal in this new folder, for `wk --state FOLDER replay`'},
    {name: 'plain', help: 'play the night as lines at full speed, as it is done without a terminal'},
  ],
  details:
    'Starts two small Alertmanagers on loopback and plays a scripted night of incidents on them. The cockpit on it is the ' +
    'real one; its journal is in a folder of its own, which is removed at the end unless it is to be kept. Nobody is called, posted to or told. ' +
    DRILLS,
  examples: [
    'wk demo',
    'wk demo --speed 60',
    'wk demo --alerts 10000',
    'wk demo --scenario runbooks/drills/connection-pool.yaml',
  ],
  run: async (args, context) => {
    const config = await context.loadConfig({...args.globals, alertmanager: []});
    const exitCode = await context.playDemo(config, {
      ...numberOf(args, 'speed', 10_000),
      ...numberOf(args, 'alerts', MOST),
      ...numberOf(args, 'seed', Number.MAX_SAFE_INTEGER),
      ...(await drillOf(args, context)),
      ...keepOf(args, context),
      plain: args.on('plain') || !context.stdin.isTTY || !context.stdout.isTTY,
      write: text => context.stdout.write(text),
      isRead: () => !context.stdout.closed,
    });
    return {exitCode};
  },
};

async function drillOf(args: Args, {cwd}: CommandContext): Promise<{readonly drill?: Drill}> {
  const file = args.text('scenario');
  if (file === undefined) return {};
  const {readDrill} = await import('../../config/drill-file.js');
  return {drill: await readDrill(resolve(cwd, file))};
}

function keepOf(args: Args, {cwd}: CommandContext): {readonly keep?: string} {
  const folder = args.text('keep');
  return folder === undefined ? {} : {keep: resolve(cwd, folder)};
}
