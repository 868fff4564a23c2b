import {mkdir, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {configPlace} from '../../config/load-config.js';
import {configTemplate} from '../../config/template.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {EXIT} from '../exit-codes.js';

export const configInit: CommandSpec = {
  arguments: [],
  flags: [],
  details: 'Writes a first configuration file with comments. An existing file is never overwritten.',
  examples: ['wk config init --alertmanager http://am-1:9093'],
  run: init,
};

async function init({globals}: Args, {env, cwd, home, loadConfig}: CommandContext): Promise<Result> {
  const {path} = configPlace({flags: globals, env, cwd, home});
  const {config: _config, ...others} = globals;
  const known = await loadConfig(others, 'text');
  const url = known.alertmanagers[0]?.urls[0];
  const text = configTemplate({operator: known.operator, ...(url === undefined ? {} : {url})});
  if (globals.dryRun) {
    return {data: {json: () => ({path, text}), text: () => [text.trimEnd()]}, said: [`Would write ${path}.`]};
  }
  await writeNew(path, text);
  return {data: {json: () => ({path}), text: () => [path]}, said: ['Written. Edit it, then run `wk config check`.']};
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), {recursive: true, mode: 0o700});
    await writeFile(path, text, {flag: 'wx', mode: 0o600});
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    if (code === 'EEXIST') {
      throw new OperatorError(`${path} exists already and is left as it is.`, {
        hint: 'Edit it, or move it away first.',
        exitCode: EXIT.refused,
        cause,
      });
    }
    throw new OperatorError(`${path} cannot be written (${code}).`, {
      hint: 'Make the folder writable, or name another file with --config.',
      exitCode: EXIT.failed,
      cause,
    });
  }
}
