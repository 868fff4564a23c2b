import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {type Clock, JournalError} from '../../../core/ports.js';
import {acquireLock} from '../../../journal/lock.js';
import {openJournal} from '../../../journal/open-journal.js';
import {pruneSegments} from '../../../journal/prune-segments.js';
import {randomId} from '../../../lib/node/random-ids.js';
import type {Backbone} from '../../../relay/backbone/backbone.js';
import {isWaitingSnapshot, readWaiting} from '../../../relay/waiting/read-waiting.js';
import {openWaitingRoom, type WaitingRoom} from '../../../relay/waiting/waiting-room.js';
import {VERSION} from '../../version.js';

interface PlaceParts {
  readonly clock: Clock;
  /** The relay's own state folder. */
  readonly folder: string;
  readonly warn: (line: string) => void;
}

/** A journal of the relay's own for what hooks tell while Redis is away. */
export interface WaitingPlace {
  /** Closes the backbone as well, when it is closed. */
  open(backbone: Backbone): {readonly backbone: Backbone; readonly waiting: WaitingRoom; close(): Promise<void>};
  close(): Promise<void>;
}

/** Enough to begin a new file, so that what waited on a full disk can be cleared away, bytes. */
const RESERVE = {size: 128 * 1024, use: 'rotation'} as const;
/** So many of its files stay: what is in older ones is in the stream. */
const SEGMENTS = 1;

/** Whether a relay that could let hooks wait has run here. */
export async function hasWaitingPlace({folder}: Pick<PlaceParts, 'folder'>): Promise<boolean> {
  return stat(placeIn(folder)).then(
    () => true,
    () => false,
  );
}

/** Undefined, and said, where nothing can wait: the relay works without it as long as Redis does. */
export async function openWaitingPlace(parts: PlaceParts): Promise<WaitingPlace | undefined> {
  try {
    return await open(parts);
  } catch (error) {
    parts.warn(`Hooks will be refused while Redis is away, since they cannot wait here: ${wordsOf(error)}`);
    return undefined;
  }
}

function placeIn(folder: string): string {
  return join(folder, 'waiting');
}

async function open(parts: PlaceParts): Promise<WaitingPlace> {
  const {clock, warn} = parts;
  const folder = placeIn(parts.folder);
  const lock = await acquireLock(folder, {clock, version: VERSION});
  if (!lock.held) throw new Error(`${lock.message} ${lock.hint}`);
  const accepts = isWaitingSnapshot;
  const read = async () => {
    const journal = await openJournal({folder, clock, ids: randomId, accepts, reserve: RESERVE});
    return {journal, found: await readWaiting(journal)};
  };
  const {journal, found} = await read().catch(async (error: unknown) => {
    await lock.release();
    throw error;
  });
  const close = async () => {
    await journal.close();
    await lock.release();
  };
  const prune = () => pruneSegments(folder, {keep: SEGMENTS, accepts});
  return {
    open(backbone) {
      const waiting = openWaitingRoom({journal, found, backbone, clock, prune, warn});
      return {
        backbone,
        waiting,
        async close() {
          await waiting.close();
          await backbone.close();
          await close();
        },
      };
    },
    close,
  };
}

function wordsOf(error: unknown): string {
  if (error instanceof JournalError) return `${error.message} ${error.hint}`;
  return error instanceof Error ? error.message : String(error);
}
