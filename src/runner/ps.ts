import {execa} from 'execa';
import type {ListedProcess} from './listed-process.js';

/** The start time of a process that lives, as `ps` tells it. */
export async function birthFromPs(pid: number): Promise<string | undefined> {
  const {stdout} = await ps([...columns('stat', 'lstart'), '-p', String(pid)]);
  const [, state = 'Z', birth = ''] = /^\s*(\S+)\s+(.*?)\s*$/.exec(stdout) ?? [];
  return state.startsWith('Z') || birth === '' ? undefined : birth;
}

/** Who lives, as `ps` tells it. */
export async function processesFromPs(): Promise<readonly ListedProcess[]> {
  const {stdout} = await ps(['-A', ...columns('pid', 'pgid', 'stat', 'comm')]);
  const rows = stdout.split('\n').map(row => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(row));
  return rows.flatMap(row => {
    const [, pid, group, state = 'Z', command = ''] = row ?? [];
    if (pid === undefined || state.startsWith('Z')) return [];
    // Its column for the session is an address on macOS; the group has to do.
    return [{pid: Number(pid), group: Number(group), session: Number(group), command}];
  });
}

/** One `-o` each: what follows a `=` is a heading to POSIX, commas and all. */
function columns(...names: readonly string[]): string[] {
  return names.flatMap(name => ['-o', `${name}=`]);
}

function ps(args: readonly string[]): Promise<{readonly stdout: string}> {
  return execa('ps', args, {reject: false, timeout: 5_000, env: {LC_ALL: 'C', TZ: 'UTC'}});
}
