import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Clock} from '../../core/ports.js';
import type {Runs} from '../../engine/step-runner.js';
import {DoorError} from '../../journal/door/door-error.js';
import {acquireLock, type Lock} from '../../journal/lock.js';
import {OperatorError} from '../../lib/operator-error.js';
import {EXIT} from '../exit-codes.js';
import {namedBy, without} from '../named-sources.js';
import {VERSION} from '../version.js';
import {attach} from './attach.js';
import type {Chance} from './chance.js';
import type {JoinedWatch} from './joined-watch.js';
import {becomeWriter} from './writer.js';

export interface JoinParts {
  readonly config: Config;
  readonly env: Env;
  readonly clock: Clock;
  /** Whether sources are to be watched when this becomes the writer. */
  readonly live: boolean;
  /** Where the built worker files are; without it polling happens in this thread. */
  readonly workers?: URL;
  /** What stands for chance, where this becomes the writer and is to do the same each time. */
  readonly chance?: Chance;
  /** What of the outbox is sent where this becomes the writer: all of it, or what is asked for here; absent for nothing. */
  readonly sends?: 'all' | 'new';
  /** Runs statements of runbooks, where this becomes the writer. */
  readonly runs?: Runs;
  /** Called when the writer that this one is attached to has gone, or when the lock was lost. */
  readonly gone: (reason: string) => void;
}

/** How long a holder may be busy opening or closing, in ms. */
const PATIENCE = 15_000;
const STEP = 100;

/** Takes the journal's lock, or attaches to its holder. Waits while the holder opens or closes its door. */
export async function joinWatch(parts: JoinParts): Promise<JoinedWatch> {
  const {config, clock, gone} = parts;
  const deadline = clock.monotonic() + PATIENCE;
  for (;;) {
    const lock = await acquireLock(config.stateDir, {
      version: VERSION,
      onLost: holder => gone(`the journal was taken over by pid ${holder.pid} on ${holder.host}`),
    });
    if (lock.held) return becomeWriter({...parts, lock});
    try {
      return await attach({config, clock, gone});
    } catch (error) {
      if (!isPassing(error) || clock.monotonic() > deadline) throw asOperatorError(error, config, lock);
    }
    await new Promise<void>(resolve => setTimeout(resolve, STEP));
  }
}

/** A door that is not there yet, or not any more, or has too many before it. */
function isPassing(error: unknown): boolean {
  return error instanceof DoorError && (error.kind === 'absent' || error.kind === 'lost' || error.kind === 'busy');
}

/** What a door's trouble means to the command line: nothing is written around the holder. */
function asOperatorError(error: unknown, config: Config, lock: Extract<Lock, {held: false}>): unknown {
  if (!(error instanceof DoorError)) return error;
  if (error.kind === 'absent') {
    return new OperatorError(lock.message, {hint: lock.hint, exitCode: EXIT.refused, cause: error});
  }
  const hint = error.kind === 'other-config' ? hintFor(config) : error.hint;
  return new OperatorError(error.message, {hint, exitCode: EXIT.refused, cause: error});
}

/** The holder does not know what the caller typed. */
function hintFor(config: Config): string {
  const naming = namedBy(config);
  const first = naming === undefined ? 'Name no Alertmanager' : without(naming);
  return `${first} to use its Alertmanagers, or give this one a state folder of its own (--state DIR).`;
}
