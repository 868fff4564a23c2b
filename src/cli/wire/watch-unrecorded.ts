import {toSettings} from '../../config/to-settings.js';
import {JournalError} from '../../core/ports.js';
import {createEngine} from '../../engine/create-engine.js';
import {acquireLock} from '../../journal/lock.js';
import {isDiskFull, isReadOnlyDisk} from '../../lib/node/files.js';
import {randomId} from '../../lib/node/random-ids.js';
import {VERSION} from '../version.js';
import type {JoinParts} from './join-watch.js';
import type {JoinedWatch} from './joined-watch.js';
import {lookupsOf} from './lookups.js';
import {sourcesOf} from './sources.js';
import {untrustedJournal} from './untrusted-journal.js';

/** How often it is tried whether there is room for a journal now, in ms. */
const EVERY = 2_000;

/**
 * A place on a watch that has no journal, because the disk has no room even for its folder or lock, or is read-only. What fires is shown;
 * whatever would have to be recorded is refused, so that nobody needs to be the one writer. `gone` is told as soon as
 * there is room: then the watch is joined as anywhere else, and whoever gets the lock writes.
 */
export async function watchUnrecorded(parts: JoinParts, reason: JournalError): Promise<JoinedWatch> {
  const {config, env, clock} = parts;
  const since = clock.now();
  const engine = await createEngine({
    journal: untrustedJournal(reason),
    clock,
    ids: randomId,
    sources: parts.live ? await sourcesOf(config, parts) : [],
    settings: toSettings(config),
    lookups: await lookupsOf(config, env, clock),
  });
  // Nothing has been refused yet, and the screen has to say so all the same.
  await engine.dispatch({type: 'settle-recording', since, reason: reason.message}, 'wk');
  const stop = whenThereIsRoom(config.stateDir, () => parts.gone('there is room for the journal'));
  return {
    engine,
    role: 'writer',
    notices: [],
    unrecorded: {since, reason: reason.message},
    leave: async () => {
      stop();
      await engine.stop();
    },
  };
}

/** The full or read-only disk behind an error, where that is why the journal could not be had. */
export function shutDisk(error: unknown): JournalError | undefined {
  if (error instanceof JournalError) {
    return error.kind === 'full' || (error.kind === 'io' && isReadOnlyDisk(error.cause)) ? error : undefined;
  }
  if (isDiskFull(error)) {
    const message = error instanceof Error ? error.message : String(error);
    return new JournalError('full', `not recorded: ${message}`, {hint: 'Make room on that disk.', cause: error});
  }
  return error instanceof Error && error.cause !== undefined ? shutDisk(error.cause) : undefined;
}

/** The answer stops looking. A lock that could be had is given back at once: it is for whoever joins next. */
function whenThereIsRoom(folder: string, tell: () => void): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    try {
      const lock = await acquireLock(folder, {version: VERSION});
      if (lock.held) await lock.release();
      if (!stopped) tell();
    } catch {
      // Still no room; what it is about is on the screen.
      next();
    }
  };
  const next = () => {
    if (!stopped) timer = setTimeout(() => void look(), EVERY);
  };
  next();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
