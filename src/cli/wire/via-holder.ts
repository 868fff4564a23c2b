import type {Config} from '../../config/config.js';
import type {Clock} from '../../core/ports.js';
import {askDoor} from '../../journal/door/ask-door.js';
import {DoorError, isGone} from '../../journal/door/door-error.js';
import type {Query} from '../../journal/door/protocol.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {AlertsAnswer, HolderView, SilencesAnswer} from '../context.js';
import {EXIT} from '../exit-codes.js';
import {fingerprintOf} from './config-fingerprint.js';
import {findHolder} from './reading.js';

interface Parts {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** How long a command that could ask its own Alertmanagers waits for a holder to say whose it watches, in ms. */
const IMPATIENCE = 1_500;

/**
 * The Alertmanagers of the open cockpit, which it asks itself, with its own secrets; undefined when there is none, or
 * when the command's configuration has the same ones, so that it can as well ask them.
 */
export async function viaHolder(config: Config, parts: Parts): Promise<HolderView | undefined> {
  const holder = await findHolder(config);
  if (holder === undefined) return undefined;
  const hasOwn = config.alertmanagers.length > 0;
  const ask = asking(config, parts);
  const seen = await ask({type: 'query.sources', config: fingerprintOf(config)}, hasOwn ? IMPATIENCE : undefined).catch(
    (error: unknown) => {
      if (hasOwn && error instanceof OperatorError) return undefined;
      throw error;
    },
  );
  const {sources = [], same = false} = (seen ?? {}) as {readonly sources?: readonly string[]; readonly same?: boolean};
  if (sources.length === 0 || (same && hasOwn)) return undefined;
  return {
    pid: holder.pid,
    sources,
    alerts: async (query, only) => (await ask({type: 'query.alerts', query, only})) as AlertsAnswer,
    silences: async () => (await ask({type: 'query.silences'})) as SilencesAnswer,
  };
}

type Ask = (command: Query, timeoutMs?: number) => Promise<unknown>;

/** Asks a question; undefined when there is nobody to ask any more, or the holder is older than the question. */
function asking(config: Config, {clock, signal}: Parts): Ask {
  const caller = {folder: config.stateDir, by: config.operator, cwd: process.cwd(), clock, signal};
  return async (command, timeoutMs) => {
    const wait = timeoutMs === undefined ? {} : {timeoutMs};
    const answer = await askDoor({...caller, command, ...wait}).catch((error: unknown) => refusalIn(error, command));
    if (answer === undefined) return undefined;
    if (answer.ok) return answer.value;
    const {message, hint} = answer.refusal;
    if (isFirst(command)) return undefined;
    throw new OperatorError(message, {hint, exitCode: EXIT.refused});
  };
}

function refusalIn(error: unknown, command: Query): undefined {
  if (!(error instanceof DoorError)) throw error;
  if (isGone(error) && isFirst(command)) return undefined;
  const exitCode = error.kind === 'failed' ? EXIT.failed : EXIT.refused;
  throw new OperatorError(error.message, {hint: error.hint, exitCode, cause: error});
}

/** Whether it is the question that tells whether others can be asked. */
function isFirst(command: Query): boolean {
  return command.type === 'query.sources';
}
