import {createHash} from 'node:crypto';
import path from 'node:path';

/** The files of one run, all of them 0600 in a 0700 folder. */
export interface RunFiles {
  readonly folder: string;
  /** What runs, byte for byte. */
  readonly statement: string;
  /** What its shell starts with: variables of the request, the first folder, names that are never carried. */
  readonly prelude: string;
  /** The environment, where the shell has to set it up by itself. */
  readonly env: string;
  /** stdout and stderr, raw. */
  readonly output: string;
  /** `pid birth` of the leader of its process group, written by itself. */
  readonly pid: string;
  /** `exit 3` and the like, written by the leader. */
  readonly status: string;
  /** The folder that was not there. */
  readonly refused: string;
  readonly notes: string;
  /** Names and values of variables that may be secret, each ended by NUL; gone once they were read. */
  readonly secrets: string;
  /** What the way to the other host said, and our own lines in it. */
  readonly link: string;
  /** Goes to the other host by standard input. */
  readonly payload: string;
  readonly record: string;
  /** The result, once somebody has been told. */
  readonly result: string;
}

export function runsFolder(root: string): string {
  return path.join(root, 'runs');
}

export function runFiles(root: string, run: string): RunFiles {
  const folder = path.join(runsFolder(root), safeName(run));
  const file = (name: string) => path.join(folder, name);
  return {
    folder,
    statement: file('statement'),
    prelude: file('prelude'),
    env: file('env'),
    output: file('output'),
    pid: file('pid'),
    status: file('status'),
    refused: file('refused'),
    notes: file('notes'),
    secrets: file('secrets'),
    link: file('link'),
    payload: file('payload'),
    record: file('record.json'),
    result: file('result.json'),
  };
}

export function sessionFolder(root: string, session: string): string {
  return path.join(root, 'sessions', safeName(session));
}

/** The name itself where it is a plain one, else its hash: fit for a folder and for any shell's command line. */
export function safeName(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(name)) return name;
  return `h${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}
