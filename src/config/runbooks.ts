import {dirname} from 'node:path';
import type {Config} from './config.js';
import {milliseconds} from './milliseconds.js';
import {absolutePath} from './places.js';
import type {FileConfig} from './schema.js';

const IDLE = 2 * 60 * 1000;

/** What our file, which lies at `path`, says about runbooks. Relative roots start where the file lies. */
export function runbooksOf({runbooks}: FileConfig, path: string, home: string): Config['runbooks'] {
  const {roots = [], via = [], commands = {}} = runbooks ?? {};
  const total = milliseconds(runbooks?.timeout);
  return {
    roots: roots.map(root => absolutePath(root, dirname(path), home)),
    via,
    idleTimeout: milliseconds(runbooks?.idle) ?? IDLE,
    ...(total === undefined ? {} : {totalTimeout: total}),
    commands: {
      reads: commands.reads ?? [],
      changes: commands.changes ?? [],
      destructive: commands.destructive ?? [],
      needsTerminal: commands.terminal ?? [],
      endless: commands.endless ?? [],
    },
  };
}
