import type {CommandSpec} from '../command.js';
import {numberOf} from '../number-flag.js';

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
    {name: 'plain', help: 'play the night as lines at full speed, as it is done without a terminal'},
  ],
  details:
    'Starts two small Alertmanagers on loopback and plays a scripted night of incidents on them. The cockpit on it is the ' +
    'real one; its journal is in a folder of its own, which is removed at the end. Nothing leaves this machine.',
  examples: ['wk demo', 'wk demo --speed 60', 'wk demo --alerts 10000'],
  run: async (args, context) => {
    const config = await context.loadConfig({...args.globals, alertmanager: []});
    const exitCode = await context.playDemo(config, {
      ...numberOf(args, 'speed', 10_000),
      ...numberOf(args, 'alerts', MOST),
      ...numberOf(args, 'seed', Number.MAX_SAFE_INTEGER),
      plain: args.on('plain') || !context.stdin.isTTY || !context.stdout.isTTY,
      write: text => context.stdout.write(text),
      isRead: () => !context.stdout.closed,
    });
    return {exitCode};
  },
};
