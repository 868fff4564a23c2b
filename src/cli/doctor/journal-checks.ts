import {access, constants, stat, statfs} from 'node:fs/promises';
import {dirname} from 'node:path';
import type {Config} from '../../config/config.js';
import {counted} from '../../core/counted.js';
import type {CommandContext} from '../context.js';
import {EXIT} from '../exit-codes.js';
import {goOnWith} from '../told-of-log.js';
import {type Check, fail, ok, warn} from './check.js';

const MEBIBYTE = 1024 * 1024;
/** Less than a few segments of the journal. */
const LITTLE_SPACE = 256 * MEBIBYTE;

/** Whether what happens can be recorded: folder, permissions, space, who writes, and whether the journal reads. */
export async function journalChecks(config: Config, context: CommandContext): Promise<readonly Check[]> {
  const {stateDir} = config;
  let mode: number;
  try {
    mode = (await stat(stateDir)).mode;
    await access(stateDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return [await unusable(stateDir, error)];
  }
  return [
    modeCheck(stateDir, mode & 0o777),
    await spaceCheck(stateDir),
    await holderCheck(config, context),
    await contentCheck(config, context),
  ];
}

async function unusable(folder: string, error: unknown): Promise<Check> {
  const code = codeOf(error) === 'ENOENT' ? await whyNotMade(folder) : codeOf(error);
  return code === undefined
    ? ok('journal', `${folder} is not there yet and will be made`)
    : fail(
        'journal',
        `${folder} cannot be used (${code})`,
        'Make it a folder that you can write to, or name another with --state.',
      );
}

/** Why a folder that is missing cannot be made; undefined where it can. */
async function whyNotMade(folder: string): Promise<string | undefined> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const above = dirname(folder);
    return codeOf(error) === 'ENOENT' && above !== folder ? whyNotMade(above) : codeOf(error);
  }
}

function modeCheck(folder: string, mode: number): Check {
  return (mode & 0o077) === 0
    ? ok('journal', `${folder} is yours alone`)
    : warn('journal', `${folder} is open to others (mode 0${mode.toString(8)})`, `Close it: chmod 700 ${folder}`);
}

async function spaceCheck(folder: string): Promise<Check> {
  const {bavail, bsize} = await statfs(folder);
  const free = bavail * bsize;
  const text = `${Math.floor(free / MEBIBYTE)} MiB free`;
  if (free === 0) {
    return fail('disk', `${text}: nothing can be recorded`, 'Make space; recording goes on by itself.');
  }
  return free < LITTLE_SPACE
    ? warn('disk', text, 'Make space before the journal cannot grow any more.')
    : ok('disk', text);
}

async function holderCheck(config: Config, context: CommandContext): Promise<Check> {
  const holder = await context.findHolder(config);
  if (holder?.stopped === true) {
    const text = `process ${holder.pid} holds the journal and is stopped: nothing is watched, kept or recorded`;
    return {
      ...fail('writer', text, `${goOnWith(holder)} Until then every command is refused.`),
      exitCode: EXIT.refused,
    };
  }
  return ok(
    'writer',
    holder === undefined ? 'nobody holds the journal now' : `process ${holder.pid} on ${holder.host} holds the journal`,
  );
}

async function contentCheck(config: Config, context: CommandContext): Promise<Check> {
  try {
    const {facts, damage} = await context.readLog(config);
    const count = counted(facts.length, 'fact');
    return damage === undefined
      ? ok('journal', count)
      : fail('journal', `${damage} ${count} can be read.`, 'What is done now may not be recorded.');
  } catch (error) {
    const hint = error instanceof Error && 'hint' in error ? String(error.hint) : 'See the message.';
    return fail('journal', error instanceof Error ? error.message : String(error), hint);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
