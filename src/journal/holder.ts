import {readFileSync, readlinkSync} from 'node:fs';
import {stat} from 'node:fs/promises';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {writeFileAtomic} from '../lib/node/atomic-file.js';
import {errorCode, readIfThere, removeIfThere} from '../lib/node/files.js';

/** Who holds the lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When it took the lock, Unix ms. */
  readonly startedAt: number;
  /** The version of the program. */
  readonly version: string;
}

/** What the holder's file says beside that, to tell a live process from one that had its number before. */
export interface HolderRecord extends Holder {
  /** This boot of the machine, and where it has several, the space in which process numbers count; empty where unknown. */
  readonly boot: string;
  /** When the process started, in the system's own ticks; empty where the system does not say. */
  readonly ticks: string;
}

export function holderPath(folder: string): string {
  return join(folder, 'holder.json');
}

export function thisProcess(startedAt: number, version: string): HolderRecord {
  return {
    pid: process.pid,
    host: hostname(),
    startedAt,
    version,
    boot: bootId(),
    ticks: processTicks(process.pid) ?? '',
  };
}

/** Who the folder's file names, whether or not it still lives; undefined when there is no file or it makes no sense. */
export async function readHolder(folder: string): Promise<HolderRecord | undefined> {
  const bytes = await readIfThere(holderPath(folder));
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return isHolder(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is HolderRecord {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  return (
    typeof record.pid === 'number' &&
    typeof record.startedAt === 'number' &&
    ['host', 'version', 'boot', 'ticks'].every(key => typeof record[key] === 'string')
  );
}

export async function writeHolder(folder: string, holder: HolderRecord): Promise<void> {
  await writeFileAtomic(holderPath(folder), `${JSON.stringify(holder)}\n`);
}

/** Ms since the holder last said that it lives, by the file system's own clock; infinite when there is no file. */
export async function holderAge(folder: string): Promise<number> {
  try {
    const said = await stat(holderPath(folder));
    const probe = join(folder, 'now');
    await writeFileAtomic(probe, '');
    const now = await stat(probe);
    await removeIfThere(probe);
    return now.mtimeMs - said.mtimeMs;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return Number.POSITIVE_INFINITY;
    throw error;
  }
}

export function isThisProcess(holder: HolderRecord): boolean {
  return isThisMachine(holder) && holder.pid === process.pid && holder.ticks === (processTicks(process.pid) ?? '');
}

export function isThisMachine(holder: HolderRecord): boolean {
  return holder.host === hostname() && holder.boot === bootId();
}

/**
 * Whether the named process of this machine runs. One that got its number later does not count, and neither does one
 * that is dead and was not waited for: where nobody does that, as in many containers, it stays in the list for ever.
 */
export function isRunning(holder: HolderRecord): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false;
  }
  if (isDead(holder.pid)) return false;
  const ticks = processTicks(holder.pid);
  return ticks === undefined || holder.ticks === '' || ticks === holder.ticks;
}

/** Whether the process of this machine is stopped, by SIGSTOP or `ctrl-z`. */
export function isStopped(pid: number): boolean {
  return processStat(pid)?.[0] === 'T';
}

function isDead(pid: number): boolean {
  return ['Z', 'X'].includes(processStat(pid)?.[0] ?? '');
}

function processTicks(pid: number): string | undefined {
  return processStat(pid)?.[19];
}

/** The fields of Linux' `/proc/<pid>/stat` from the third on; the second is a name that may hold anything. */
function processStat(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function bootId(): string {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return '';
  }
}
