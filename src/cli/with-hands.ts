import type {Config} from '../config/config.js';
import type {Refusal} from '../core/shift/command.js';
import {OperatorError} from '../lib/operator-error.js';
import type {Args} from './args.js';
import type {Result} from './command.js';
import type {CommandContext, Holder} from './context.js';
import {EXIT, type ExitCode} from './exit-codes.js';
import type {Hands, HandsNeed} from './hands.js';
import {demandAlertmanager, throughCockpit} from './reach.js';

/** How long a command waits for the sources to answer once. */
const FIRST_TRUTH = 15_000;

/** What a command that changes something works with. */
export interface Work {
  readonly args: Args;
  readonly context: CommandContext;
  readonly config: Config;
  readonly hands: Hands;
  /** The names of the clusters that are acted on. */
  readonly sources: readonly string[];
}

interface Undertaking extends Omit<HandsNeed, 'sends' | 'need'> {
  readonly need: HandsNeed['need'] | ((config: Config) => HandsNeed['need']);
  /** It sends what it asks for itself: always, or where the configuration has somebody to be told. */
  readonly sends?: boolean | ((config: Config) => boolean);
  readonly args: Args;
  readonly context: CommandContext;
  /** Only the log is added to: that is done in read-only mode, too. */
  readonly recordsOnly?: boolean;
}

/**
 * Does a command's work with the journal in hand, and lets go of it whatever happens. Refuses in read-only mode; with
 * `live`, the sources have answered once (or failed) before the work begins.
 */
export async function withHands(
  {args, context, need: needed, sends = false, recordsOnly = false}: Undertaking,
  work: (work: Work) => Promise<Result>,
): Promise<Result> {
  const config = await context.loadConfig(args.globals);
  const need = decided(needed, config);
  const holder = need === 'live' ? await context.findHolder(config) : undefined;
  // An open cockpit has Alertmanagers of its own, and the command goes through it.
  if (need === 'live' && holder === undefined) {
    demandAlertmanager(config);
  }
  if (config.readOnly && !recordsOnly) {
    throw new OperatorError('Nothing is changed in read-only mode.', {
      hint: 'Leave out --read-only and WK_READ_ONLY to change something.',
      exitCode: EXIT.refused,
    });
  }
  const isSending = decided(sends, config);
  const hands = await context.openHands(config, {need, ...(isSending ? {sends: true} : {})});
  try {
    if (need === 'live') {
      await hands.firstTruth(FIRST_TRUTH);
    }
    demandHolderActs(hands, {recordsOnly: recordsOnly || args.globals.dryRun, holder});
    const {sources, said} = actedOn(config, hands, {need, holder});
    const result = await work({args, context, config, hands, sources});
    return said.length === 0 ? result : {...result, said: [...said, ...(result.said ?? [])]};
  } finally {
    await hands.close();
  }
}

/** What is said outright, or by the configuration. */
function decided<T extends string | boolean>(said: T | ((config: Config) => T), config: Config): T {
  return typeof said === 'function' ? said(config) : said;
}

/** A cockpit that only looks does so for everybody who comes through it. */
function demandHolderActs(
  hands: Hands,
  {recordsOnly, holder}: {readonly recordsOnly: boolean; readonly holder: Holder | undefined},
): void {
  if (recordsOnly || hands.role === 'writer' || !hands.state().settings.readOnly) return;
  const who = holder === undefined ? 'The open cockpit' : `The open cockpit (process ${holder.pid})`;
  throw new OperatorError(`${who} is read-only: nothing outside is changed through it.`, {
    hint: 'Open it without --read-only to act. Notes and changes can be recorded as it is.',
    exitCode: EXIT.refused,
  });
}

/** The clusters that are acted on, and whose they are where the configuration says otherwise. */
function actedOn(
  config: Config,
  hands: Hands,
  {need, holder}: HandsNeed & {readonly holder: Holder | undefined},
): {readonly sources: readonly string[]; readonly said: readonly string[]} {
  const own = config.alertmanagers.map(({name}) => name);
  if (need !== 'live' || hands.role === 'writer') return {sources: own, said: []};
  const sources = [...hands.state().live.sources.keys()];
  const isPlain = own.length === 0 || own.join() === sources.join();
  return {sources, said: isPlain ? [] : [throughCockpit(holder?.pid, sources)]};
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
