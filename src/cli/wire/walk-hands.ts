import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Clock} from '../../core/ports.js';
import type {RunPlace} from '../../core/runbook/run.js';
import {askDoor} from '../../journal/door/ask-door.js';
import {DoorError} from '../../journal/door/door-error.js';
import {OperatorError} from '../../lib/operator-error.js';
import {runOnTerminal} from '../../terminal/hand-off.js';
import {EXIT} from '../exit-codes.js';
import type {HandsNeed} from '../hands.js';
import type {WalkHands} from '../walk-hands.js';
import {askLine} from './ask-line.js';
import {openDesk} from './desk.js';
import {followRun} from './follow-run.js';
import {openHands} from './hands.js';
import {redactor} from './redactor.js';
import {lazyRunner} from './runs.js';

interface Parts {
  readonly env: Env;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The folder of runbooks that comes with the program. */
  readonly builtIn: string;
}

/** Hands that can also run statements: as the writer itself, or through the process that holds the journal. */
export async function openWalkHands(config: Config, need: HandsNeed, parts: Parts): Promise<WalkHands> {
  const {env, clock, signal, builtIn} = parts;
  const runner = lazyRunner(config, {env, clock});
  const redact = redactor(config, env);
  // A preview stops nothing: what a cockpit that is gone has left is offered, and ends when somebody says so.
  const runs = {runner, redact: redact.output, leavesFound: true} as const;
  const hands = await openHands(config, need, {env, clock, signal, runs});
  const desk = openDesk({config, env, clock, builtIn, runner, redact});
  const placeHere = desk.place;
  return {
    ...hands,
    get role() {
      return hands.role;
    },
    desk: {
      ...desk,
      // The statement runs in the surroundings of the holder, so those are what the operator has to see.
      place: (session, names) =>
        hands.role === 'writer' ? placeHere(session, names) : placeOfHolder(config, {session, names}, clock),
    },
    follow: (run, write) => followRun(hands.state, run, write),
    ask: askLine,
    handOff,
    onInterrupt(hear) {
      process.on('SIGINT', hear);
      return () => process.removeListener('SIGINT', hear);
    },
    now: clock.now,
    async close() {
      await hands.close();
      await runner.leave();
    },
  };
}

async function placeOfHolder(
  config: Config,
  asked: {readonly session: string; readonly names: readonly string[]},
  clock: Clock,
): Promise<RunPlace> {
  const caller = {folder: config.stateDir, by: config.operator, cwd: process.cwd(), clock};
  const answer = await askDoor({...caller, command: {type: 'query.place', ...asked}}).catch((error: unknown) => {
    if (!(error instanceof DoorError)) throw error;
    throw new OperatorError(error.message, {hint: error.hint, exitCode: EXIT.refused, cause: error});
  });
  if (answer.ok) return answer.value as RunPlace;
  throw new OperatorError('The process that holds the journal runs no statements.', {
    hint: 'Try again when that command has ended, or use the same version of wk for the cockpit.',
    exitCode: EXIT.refused,
  });
}

const handOff: WalkHands['handOff'] = async (file, args) => {
  const {error, ...how} = await runOnTerminal(file, args);
  if (error !== undefined) throw error;
  return how;
};
