import {join} from 'node:path';
import type {Config} from '../../../config/config.js';
import type {Env} from '../../../config/places.js';
import {readSecret} from '../../../config/secret.js';
import {type Clock, JournalError} from '../../../core/ports.js';
import {acquireLock} from '../../../journal/lock.js';
import {openJournal} from '../../../journal/open-journal.js';
import {pruneSegments} from '../../../journal/prune-segments.js';
import {randomId} from '../../../lib/node/random-ids.js';
import {OperatorError} from '../../../lib/operator-error.js';
import {type Backbone, BackboneError} from '../../../relay/backbone/backbone.js';
import {isSnapshot} from '../../../relay/backbone/journal/snapshot.js';
import {openJournalBackbone} from '../../../relay/backbone/journal-backbone.js';
import type {WaitingRoom} from '../../../relay/waiting/waiting-room.js';
import {EXIT} from '../../exit-codes.js';
import {VERSION} from '../../version.js';
import {hasWaitingPlace, openWaitingPlace} from './waiting-place.js';

/** So many segments of the relay's journal stay, for who wants to look back. */
const SEGMENTS = 4;

export interface BackboneParts {
  readonly env: Env;
  readonly clock: Clock;
  /** The relay's own state folder. */
  readonly folder: string;
  readonly redis?: string;
  readonly warn: (line: string) => void;
}

export interface OpenedBackbone {
  readonly backbone: Backbone;
  /** Where hooks wait while Redis is away. */
  readonly waiting?: WaitingRoom;
  close(): Promise<void>;
}

/** The stream of the relay: on its own journal, or on Redis where several relays share one. Rejects with a sentence. */
export async function openBackbone(config: Config, parts: BackboneParts): Promise<OpenedBackbone> {
  const redis = parts.redis ?? config.relay?.redis?.url;
  return redis === undefined ? onJournal(parts) : onRedis(config, redis, parts);
}

async function onJournal({clock, folder, warn}: BackboneParts): Promise<OpenedBackbone> {
  const lock = await acquireLock(folder, {clock, version: VERSION}).catch(cannotOpen(folder));
  if (!lock.held) throw new OperatorError(lock.message, {hint: lock.hint, exitCode: EXIT.refused});
  try {
    const journal = await openJournal({folder, clock, ids: randomId, accepts: isSnapshot});
    const prune = () => pruneSegments(folder, {keep: SEGMENTS, accepts: isSnapshot});
    const backbone = await openJournalBackbone({journal, clock, prune, warn});
    return {
      backbone,
      close: async () => {
        await backbone.close();
        await journal.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    return cannotOpen(folder)(error);
  }
}

function cannotOpen(folder: string): (error: unknown) => never {
  return error => {
    if (!(error instanceof JournalError)) throw error;
    throw new OperatorError(`The relay's journal in ${join(folder, 'segments')} cannot be opened: ${error.message}`, {
      hint: error.hint,
      exitCode: EXIT.failed,
      cause: error,
    });
  };
}

async function onRedis(config: Config, redis: string, parts: BackboneParts): Promise<OpenedBackbone> {
  const {env, clock, warn} = parts;
  const {openRedisBackbone} = await import('../../../relay/backbone/redis/redis-backbone.js');
  const url = await redisUrl(redis, config, env);
  // A relay that has run here before begins also while Redis is away; a wrong address is found out by the first start.
  const before = (await hasWaitingPlace(parts)) ? await openWaitingPlace(parts) : undefined;
  try {
    const backbone = await openRedisBackbone({url, clock, ids: randomId, warn, patient: before !== undefined});
    const place = before ?? (await openWaitingPlace(parts));
    return place === undefined ? {backbone, close: () => backbone.close()} : place.open(backbone);
  } catch (error) {
    await before?.close();
    if (!(error instanceof BackboneError)) throw error;
    throw new OperatorError(`Redis cannot be used: ${error.message}.`, {
      hint: 'Check `--redis` (or relay.redis) and that Redis runs: redis-cli -u URL ping',
      exitCode: EXIT.unreachable,
      cause: error,
    });
  }
}

/** With the password of the configuration, where it has one. Never print it. */
export async function redisUrl(url: string, {relay}: Config, env: Env): Promise<string> {
  const secret = relay?.redis?.password;
  return withPassword(url, secret === undefined ? undefined : await readSecret(secret, 'relay.redis.password', env));
}

function withPassword(text: string, password: string | undefined): string {
  if (password === undefined) return text;
  const url = new URL(text);
  url.password = encodeURIComponent(password);
  return url.href;
}
