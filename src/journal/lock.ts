import type {Clock} from '../core/ports.js';
import {isDiskFull, privateFolder, removeIfThere} from '../lib/node/files.js';
import {systemClock} from '../lib/node/system-clock.js';
import {
  type Holder,
  type HolderRecord,
  holderAge,
  holderPath,
  isRunning,
  isThisMachine,
  isThisProcess,
  readHolder,
  thisProcess,
  writeHolder,
} from './holder.js';
import {type Mutex, takeMutex} from './mutex.js';
import {journalError} from './trouble.js';

export type Lock =
  | {readonly held: true; release(): Promise<void>}
  /** `message` and `hint` are for the operator; the holder is unknown when it has only just taken the lock. */
  | {readonly held: false; readonly holder: Holder | undefined; readonly message: string; readonly hint: string};

export interface LockOptions {
  readonly clock?: Clock;
  /** This program's version, for those who find the lock taken. */
  readonly version?: string;
  /** How processes of one machine exclude each other; sockets without a file exist on Linux only. */
  readonly mutex?: 'abstract' | 'path';
  /** Called when somebody else took the lock although we held it: another host, while we were stopped. Write nothing any more. */
  readonly onLost?: (holder: Holder) => void;
}

const REFRESH = 10_000;
/** A holder on another host that has not refreshed its file for so long is gone. */
const STALE = 60_000;

/**
 * Makes this process the one that may write to the state folder, until it releases the lock or ends in whatever way.
 * Never waits: when somebody else holds it, it says who. Rejects with `JournalError` when the folder cannot be used.
 */
export async function acquireLock(folder: string, options: LockOptions = {}): Promise<Lock> {
  try {
    return await tryLock(folder, options);
  } catch (error) {
    throw journalError(error, folder);
  }
}

async function tryLock(folder: string, options: LockOptions): Promise<Lock> {
  const {clock = systemClock, version = ''} = options;
  await privateFolder(folder);
  const mutex = await takeMutex(folder, options.mutex ?? (process.platform === 'linux' ? 'abstract' : 'path'));
  const named = await readHolder(folder);
  if (mutex === undefined) return refused(named);
  try {
    if (named !== undefined && (await isAliveElsewhere(folder, named))) {
      await mutex.release();
      return refusedByOther(named);
    }
    const holder = thisProcess(clock.now(), version);
    await nameHolder(folder, holder);
    return hold(folder, {holder, mutex, clock, onLost: options.onLost});
  } catch (error) {
    await mutex.release();
    throw error;
  }
}

/** On a full disk nobody can write: the alerts are worth opening for, and the name follows when there is room. */
async function nameHolder(folder: string, holder: HolderRecord): Promise<void> {
  try {
    await writeHolder(folder, holder);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}

/** The mutex ends at this machine's, or this container's, edge; beyond it the file's age tells. */
async function isAliveElsewhere(folder: string, named: HolderRecord): Promise<boolean> {
  if (isThisProcess(named)) return false;
  if (isThisMachine(named) && !isRunning(named)) return false;
  return (await holderAge(folder)) < STALE;
}

interface Holding {
  readonly holder: HolderRecord;
  readonly mutex: Mutex;
  readonly clock: Clock;
  readonly onLost: LockOptions['onLost'];
}

function hold(folder: string, holding: Holding): Lock {
  let released = false;
  let stopTimer = (): void => undefined;
  let work: Promise<void> = Promise.resolve();

  const isOurs = async (): Promise<boolean> => {
    const named = await readHolder(folder);
    if (named === undefined || isSame(named, holding.holder)) return true;
    holding.onLost?.(named);
    return false;
  };

  const refresh = async (): Promise<void> => {
    if (await isOurs()) await writeHolder(folder, holding.holder);
  };

  const schedule = (): void => {
    stopTimer = holding.clock.after(REFRESH, () => {
      work = refresh()
        .catch(() => undefined)
        .then(() => {
          if (!released) schedule();
        });
    });
  };
  schedule();

  return {
    held: true,
    async release() {
      if (released) return;
      released = true;
      stopTimer();
      await work;
      const named = await readHolder(folder).catch(() => undefined);
      if (named !== undefined && isSame(named, holding.holder))
        await removeIfThere(holderPath(folder)).catch(() => undefined);
      await holding.mutex.release();
    },
  };
}

function isSame(a: HolderRecord, b: HolderRecord): boolean {
  return (
    a.pid === b.pid && a.host === b.host && a.boot === b.boot && a.ticks === b.ticks && a.startedAt === b.startedAt
  );
}

function refused(named: HolderRecord | undefined): Lock {
  const holder = named === undefined || !isRunning(named) ? undefined : publicPart(named);
  return {
    held: false,
    holder,
    message:
      holder === undefined
        ? 'another watchkeeper holds the journal'
        : `watchkeeper with pid ${holder.pid} holds the journal`,
    hint: 'It takes commands from other shells; end it to write from here.',
  };
}

function refusedByOther(named: HolderRecord): Lock {
  const where = isThisMachine(named) ? 'from another container' : `on host ${named.host}`;
  return {
    held: false,
    holder: publicPart(named),
    message: `watchkeeper with pid ${named.pid} ${where} holds the journal in this shared folder`,
    hint: 'Use it there or end it; when it is gone, its hold ends a minute after its last sign of life. To work on both, set XDG_STATE_HOME so that each has a state folder of its own.',
  };
}

function publicPart({pid, host, startedAt, version}: HolderRecord): Holder {
  return {pid, host, startedAt, version};
}
