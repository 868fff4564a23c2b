import {readdir, readFile} from 'node:fs/promises';
import type {ListedProcess} from './listed-process.js';
import {birthFromPs, processesFromPs} from './ps.js';

/** A process that cannot be taken for a later one with the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** Boot and start time from /proc, or the start time from `ps`. */
  readonly birth: string;
}

/** The birth of a process that lives; zombies do not. */
export async function birthOf(pid: number): Promise<string | undefined> {
  const boot = await bootId();
  if (boot === undefined) return birthFromPs(pid);
  const stat = await statOf(pid);
  return stat === undefined ? undefined : `${boot}:${stat.ticks}`;
}

export async function isAlive(mark: ProcessMark): Promise<boolean> {
  return (await birthOf(mark.pid)) === mark.birth;
}

/** Who lives in the process group or the session of this leader, which itself may be gone. */
export async function membersOf(leader: ProcessMark): Promise<readonly ListedProcess[]> {
  if (leader.pid <= 0 || (await isOfAnotherBoot(leader))) return [];
  const birth = await birthOf(leader.pid);
  // The number belongs to somebody else by now: a group keeps its leader's number from being given away.
  if (birth !== undefined && birth !== leader.birth) return [];
  const listed = await processes();
  const since = Number(leader.birth.split(':')[1]);
  return listed.filter(
    ({group, session, ticks = since}) =>
      (group === leader.pid || session === leader.pid) && (Number.isNaN(since) || ticks >= since),
  );
}

/** Who else lives that was started by this run: it left the session, or its parent did. Linux only; else none. */
export async function straysOf(run: string, leader: ProcessMark): Promise<readonly ListedProcess[]> {
  const since = Number(leader.birth.split(':')[1]);
  if ((await bootId()) === undefined || Number.isNaN(since) || (await isOfAnotherBoot(leader))) return [];
  const candidates = (await processes()).filter(({ticks}) => (ticks ?? 0) >= since);
  const marked = await Promise.all(
    candidates.map(async candidate => ({candidate, ours: await carries(candidate, run)})),
  );
  return marked.filter(({ours}) => ours).map(({candidate}) => candidate);
}

async function processes(): Promise<readonly ListedProcess[]> {
  if ((await bootId()) === undefined) return processesFromPs();
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(Number);
  const stats = await Promise.all(pids.map(statOf));
  return stats.filter(stat => stat !== undefined);
}

async function statOf(pid: number): Promise<(ListedProcess & {readonly ticks: number}) | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  const close = line.lastIndexOf(')');
  if (close === -1) return undefined;
  const [state = 'X', , group, session, ...rest] = line.slice(close + 2).split(' ');
  if ('ZX'.includes(state)) return undefined;
  const command = line.slice(line.indexOf('(') + 1, close);
  // Field 22 of proc(5); the fourth after the name is field 6.
  return {pid, group: Number(group), session: Number(session), command, ticks: Number(rest[15])};
}

/** Nothing of it can live, and its numbers are those of others by now. */
async function isOfAnotherBoot({birth}: ProcessMark): Promise<boolean> {
  const boot = await bootId();
  return boot !== undefined && birth.includes(':') && !birth.startsWith(`${boot}:`);
}

async function carries(candidate: ListedProcess, run: string): Promise<boolean> {
  const environ = await readFile(`/proc/${candidate.pid}/environ`, 'latin1').catch(() => '');
  return `\0${environ}`.includes(`\0WATCHKEEPER_RUN=${run}\0`);
}

let boot: Promise<string | undefined> | undefined;

/** Undefined where there is no /proc as Linux has it. */
function bootId(): Promise<string | undefined> {
  boot ??= readFile('/proc/sys/kernel/random/boot_id', 'latin1').then(
    id => id.trim(),
    () => undefined,
  );
  return boot;
}
