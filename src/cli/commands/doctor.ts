import {absentProgram} from '../../config/absent.js';
import type {Config} from '../../config/config.js';
import {counted} from '../../core/counted.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {type Check, fail, warn} from '../doctor/check.js';
import {configChecks} from '../doctor/config-checks.js';
import {feedChecks} from '../doctor/feed-checks.js';
import {journalChecks} from '../doctor/journal-checks.js';
import {prometheusChecks} from '../doctor/prometheus-checks.js';
import {relayChecks} from '../doctor/relay-checks.js';
import {sourceChecks} from '../doctor/source-checks.js';
import {matrixLines, targetChecks} from '../doctor/target-checks.js';
import {terminalChecks} from '../doctor/terminal-checks.js';
import {EXIT} from '../exit-codes.js';

export const doctor: CommandSpec = {
  arguments: [],
  flags: [{name: 'targets', help: 'look at the targets only: what each can do, and whether it would take a page'}],
  details: 'Looks at everything a watch needs and says what to do about what is not well. Changes nothing.',
  examples: ['wk doctor', 'wk doctor --targets', 'wk doctor --alertmanager http://am-1:9093'],
  run: examine,
};

async function examine(args: Args, context: CommandContext): Promise<Result> {
  const {config, checks: found} = await examineConfig(args, context);
  if (args.on('targets')) return resultOf(await targetChecks(config, context));
  const sources = await sourceChecks(config, context);
  return resultOf([
    ...found,
    ...(await journalChecks(config, context)),
    ...sources.checks,
    ...(await prometheusChecks(config, context, sources.firing)),
    ...(await feedChecks(config, context)),
    ...(await relayChecks(config, context)),
    ...(await terminalChecks(context)),
  ]);
}

function resultOf(checks: readonly Check[]): Result {
  const failed = checks.filter(({status}) => status === 'fail');
  const [first] = failed;
  return {
    exitCode: first === undefined ? EXIT.done : (first.exitCode ?? EXIT.failed),
    data: {
      json: () => checks.map(({exitCode: _exitCode, ...check}) => check),
      text: () => [...matrixLines(checks), ...checks.filter(({verbs}) => verbs === undefined).flatMap(linesOf)],
      prose: true,
    },
    said: [verdict(failed.length, checks.filter(({status}) => status === 'warn').length)],
  };
}

/** A configuration that is wrong keeps nobody from looking at the rest: with as much of it as can be followed. */
async function examineConfig(args: Args, context: CommandContext): Promise<Found> {
  try {
    const config = await context.loadConfig(args.globals);
    const absent = await absentProgram(config.changes, context.env);
    const program = absent === undefined ? [] : [warn('configuration', absent, 'Correct it, or take it out.')];
    return {config, checks: [...configChecks(config), ...program]};
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const broken = {...fail('configuration', error.message, error.hint ?? ''), exitCode: EXIT.usage};
    return {config: await leftOver(args, context), checks: [broken]};
  }
}

interface Found {
  readonly config: Config;
  readonly checks: readonly Check[];
}

async function leftOver({globals}: Args, context: CommandContext): Promise<Config> {
  const {alertmanager: _wrong, ...others} = globals;
  const attempts = [
    () => context.loadConfig(globals, 'none'),
    () => context.loadConfig(others),
    () => context.loadConfig(others, 'none'),
  ];
  for (const attempt of attempts) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
    }
  }
  return context.loadConfig(others, 'bare');
}

const MARKS: Readonly<Record<Check['status'], string>> = {ok: 'ok  ', warn: 'warn', fail: 'FAIL'};

function linesOf({about, status, text, next}: Check): readonly string[] {
  return [`${MARKS[status]}  ${about}: ${text}`, ...(next === undefined || next === '' ? [] : [`      ${next}`])];
}

function verdict(failed: number, warned: number): string {
  if (failed > 0) {
    return `${counted(failed, 'thing keeps', 'things keep')} the watch from working.`;
  }
  return warned > 0 ? `Ready, with ${counted(warned, 'thing')} to look at.` : 'Ready for the watch.';
}
