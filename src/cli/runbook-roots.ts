import type {Config} from '../config/config.js';
import {absolutePath} from '../config/places.js';
import type {RunbookShelf} from '../core/runbook/shelf.js';
import type {Args} from './args.js';
import type {Flag} from './command.js';
import type {CommandContext} from './context.js';

export const ROOT_FLAG: Flag = {
  name: 'root',
  value: 'DIR',
  repeat: true,
  help: 'a folder of runbooks, instead of those configured and built in',
};

export interface RunbookWork {
  readonly config: Config;
  readonly shelf: RunbookShelf;
  /** Absolute: those of `--root`, or else the configured ones and the built-in one. */
  readonly roots: readonly string[];
}

/** What every `wk runbook` command works with. */
export async function openRunbooks(args: Args, context: CommandContext): Promise<RunbookWork> {
  const config = await context.loadConfig(args.globals, 'text');
  const shelf = await context.runbooks();
  const given = args.list('root').map(root => absolutePath(root, context.cwd, context.home));
  return {config, shelf, roots: given.length > 0 ? given : [...config.runbooks.roots, shelf.builtIn]};
}
