import {readdirSync, readFileSync} from 'node:fs';

/** Ids of the processes of this machine with exactly this command line. */
export function pidsOf(command: string): readonly string[] {
  return readdirSync('/proc').filter(pid => commandOf(pid) === command);
}

/** The command line of a process, its words parted by spaces; empty once that is gone. */
export function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
  } catch {
    return '';
  }
}
