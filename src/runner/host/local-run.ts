import {type FileHandle, open, readFile} from 'node:fs/promises';
import type {LeftProcess} from '../../core/runbook/run.js';
import {readIfThere, removeIfThere} from '../../lib/node/files.js';
import {plainText} from '../../lib/plain-text.js';
import {type Ending, readEnding} from '../ending.js';
import type {ListedProcess} from '../listed-process.js';
import {NOBODY, readMark} from '../mark-file.js';
import {folderGone, nameOf, notesIn} from '../own-words.js';
import type {RunFiles} from '../paths.js';
import {pause} from '../pause.js';
import {isAlive, membersOf, type ProcessMark, straysOf} from '../processes.js';
import {secretsIn} from '../secrets-file.js';
import {type DetachedEnd, spawnDetached} from '../spawn-detached.js';
import {stopEach, stopGroup} from '../stop-group.js';
import type {Followed} from './host.js';
import type {LocalTools} from './local-tools.js';

export interface LocalLaunch {
  readonly tools: LocalTools;
  readonly run: string;
  /** Folder of the carried state. */
  readonly session: string;
  /** ms between TERM and KILL. */
  readonly grace: number;
}

/** Starts the leader in a session of its own, with the output file as stdout and stderr; or says why it did not start. */
export async function launchLocal(files: RunFiles, launch: LocalLaunch): Promise<Followed | string> {
  const output = await open(files.output, 'a', 0o600);
  let over: DetachedEnd | undefined;
  const ended = spawnLeader(files, launch, output).then(end => {
    over = end;
  });
  await output.close();
  while (over === undefined && (await readMark(files)) === undefined) await pause(3);
  if ((await readMark(files)) === undefined) return `its shell could not start (is the disk full?): ${over?.how}`;
  const followed = await followLocal(files, launch.run, launch.grace);
  return {
    ...followed,
    woken: ended,
    // On a full disk its leader cannot write the ending, but we are its parent.
    ending: async () =>
      (await followed.ending()) ?? (over?.code === undefined ? undefined : lateEnding(files, over.code)),
  };
}

async function lateEnding(files: RunFiles, code: number): Promise<Ending> {
  return readEnding(await textOf(files.status)) ?? {how: 'exit', code};
}

function spawnLeader(files: RunFiles, launch: LocalLaunch, output: FileHandle): Promise<DetachedEnd> {
  const {bash, scripts, environment} = launch.tools;
  const args = ['--noprofile', '--norc', scripts.supervise, files.folder, launch.session, scripts.shell];
  const env = {...environment.variables, WATCHKEEPER_RUN: launch.run};
  return spawnDetached(bash, args, {env, files: ['ignore', output.fd, output.fd]}).ended;
}

/** A run on this machine, whoever started it. */
export async function followLocal(files: RunFiles, run: string, grace: number): Promise<Followed> {
  const leader = (await readMark(files)) ?? NOBODY;
  const leftRunning = async () => Promise.all((await leftOf(run, leader)).map(named));
  return {
    pid: leader.pid,
    ending: async () => readEnding(await textOf(files.status)),
    isThere: () => isAlive(leader),
    lost: async () =>
      'interrupted: its shell was ended from outside, or the machine restarted; nobody saw how it ended',
    async stop() {
      const stuck = await stopGroup(leader, grace);
      const free = (await straysOf(run, leader)).filter(({pid}) => stuck.every(one => one.pid !== pid));
      return [
        ...(await Promise.all(stuck.map(async one => `cannot be ended: ${nameOf(await named(one))}`))),
        ...(await Promise.all(free.map(async one => `runs on in a session of its own: ${nameOf(await named(one))}`))),
      ];
    },
    async about() {
      // The last of a pipeline may end a moment after its shell.
      if ((await leftOf(run, leader)).length > 0) await pause(SETTLES_MS);
      const left = await leftRunning();
      const [refused, notes] = await Promise.all([files.refused, files.notes].map(textOf));
      return {
        left,
        notes: [...left.map(one => `still running: ${nameOf(one)}`), ...notesIn(notes ?? '')],
        ...(refused === '' ? {} : {refusal: folderGone(refused ?? '')}),
      };
    },
    async takeSecrets() {
      const text = await textOf(files.secrets);
      await removeIfThere(files.secrets);
      return secretsIn(text);
    },
    leftRunning,
    async stopLeft() {
      await stopGroup(leader, grace);
      await stopEach(() => straysOf(run, leader), grace);
      return leftRunning();
    },
  };
}

/** ms */
const SETTLES_MS = 150;

/** Who lives in its group or session, or was started by it and has left them. */
async function leftOf(run: string, leader: ProcessMark): Promise<readonly ListedProcess[]> {
  const found = [...(await membersOf(leader)), ...(await straysOf(run, leader))];
  return [...new Map(found.map(one => [one.pid, one])).values()].filter(({pid}) => pid !== leader.pid);
}

async function textOf(file: string): Promise<string> {
  return String((await readIfThere(file)) ?? '');
}

async function named({pid, command}: ListedProcess): Promise<LeftProcess> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const words = line.replaceAll('\0', ' ').trim();
  return {pid, command: plainText(words === '' ? command : words, {maxLength: 80})};
}
