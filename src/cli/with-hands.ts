import type {Config} from '../config/config.js';
import type {Refusal} from '../core/shift/command.js';
import {OperatorError} from '../lib/operator-error.js';
import type {Args} from './args.js';
import type {Result} from './command.js';
import type {CommandContext} from './context.js';
import {EXIT, type ExitCode} from './exit-codes.js';
import type {Hands, HandsNeed} from './hands.js';

/** How long a command waits for the sources to answer once. */
const FIRST_TRUTH = 15_000;

/** What a command that changes something works with. */
export interface Work {
  readonly args: Args;
  readonly context: CommandContext;
  readonly config: Config;
  readonly hands: Hands;
}

/**
 * Does a command's work with the journal in hand, and lets go of it whatever happens. Refuses in read-only mode; with
 * `live`, the sources have answered once (or failed) before the work begins.
 */
export async function withHands(
  {args, context, need}: {readonly args: Args; readonly context: CommandContext} & HandsNeed,
  work: (work: Work) => Promise<Result>,
): Promise<Result> {
  const config = await context.loadConfig(args.globals);
  // An open cockpit has Alertmanagers of its own, and the command goes through it.
  if (need === 'live' && (await context.findHolder(config)) === undefined) {
    demandAlertmanager(config);
  }
  if (config.readOnly) {
    throw new OperatorError('Nothing is changed in read-only mode.', {
      hint: 'Leave out --read-only and WK_READ_ONLY to change something.',
      exitCode: EXIT.refused,
    });
  }
  const hands = await context.openHands(config, {need});
  try {
    if (need === 'live') {
      await hands.firstTruth(FIRST_TRUTH);
    }
    return await work({args, context, config, hands});
  } finally {
    await hands.close();
  }
}

/** Rejects when no Alertmanager is configured. */
export function demandAlertmanager(config: Config): void {
  if (config.alertmanagers.length === 0) {
    throw new OperatorError('No Alertmanager is configured.', {
      hint: 'Name one with --alertmanager URL or ALERTMANAGER_URL, or write a configuration with `wk config init`.',
    });
  }
}

const CODES: Readonly<Record<Refusal['code'], ExitCode>> = {
  refused: EXIT.refused,
  'read-only': EXIT.refused,
  unsupported: EXIT.refused,
  'not-found': EXIT.notFound,
  invalid: EXIT.usage,
  'not-recorded': EXIT.failed,
};

/** A refusal of the writer as an error for the operator. */
export function refused({code, message, hint}: Refusal): OperatorError {
  return new OperatorError(message, {hint, exitCode: CODES[code]});
}
