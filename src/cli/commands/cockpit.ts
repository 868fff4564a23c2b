import type {CommandSpec} from '../command.js';

/** `wk` alone: the cockpit, until it is left. */
export const cockpit: CommandSpec = {
  arguments: [],
  flags: [],
  run: async (args, context) => ({exitCode: await context.openCockpit(await context.loadConfig(args.globals))}),
};
