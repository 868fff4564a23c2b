import {access, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {writeFileAtomic} from '../../lib/node/atomic-file.js';
import {privateFolder, readIfThere} from '../../lib/node/files.js';
import {plainText} from '../../lib/plain-text.js';
import {safeName} from '../paths.js';
import {openPayload} from '../scripts/payloads.js';
import {call, type Link, lastWords} from './remote-link.js';

/** Our folder on the other host. */
export interface Remote {
  readonly dir: string;
  /** Where the environment there comes from, in words. */
  readonly from: string;
  /** base64 of what a login there prints before anything else. */
  readonly noise: string;
}

export interface RemoteOptions extends Link {
  readonly root: string;
  readonly secrets: readonly string[];
  /** ms between TERM and KILL. */
  readonly grace: number;
}

/** The folder that this or an earlier process made there. */
export async function knownRemote(options: RemoteOptions): Promise<Remote | undefined> {
  const known = await readIfThere(path.join(folderOf(options), 'remote.json'));
  return known === undefined ? undefined : (JSON.parse(known.toString()) as Remote);
}

/** Makes the folder there; in words why it cannot. */
export async function makeRemote(options: RemoteOptions): Promise<Remote | string> {
  const {stdout, stderr} = await call(options, openPayload());
  const [, dir, from = ''] = /^wk-open ([A-Za-z0-9/._+-]+) (.*)$/m.exec(stderr) ?? [];
  if (dir === undefined) return lastWords(stderr);
  const remote: Remote = {dir, from: plainText(from), noise: stdout.toString('base64')};
  await privateFolder(folderOf(options));
  await writeFileAtomic(path.join(folderOf(options), 'remote.json'), JSON.stringify(remote));
  return remote;
}

/** Forgets the folder there and that any session had state in it. */
export async function forgetRemote(options: RemoteOptions): Promise<void> {
  await rm(folderOf(options), {recursive: true, force: true});
}

/** Whether the session has no state there yet; from now on it has. */
export async function isFresh(options: RemoteOptions, session: string): Promise<boolean> {
  const mark = path.join(folderOf(options), `session-${session}`);
  const known = await access(mark).then(
    () => true,
    () => false,
  );
  if (!known) await writeFile(mark, '', {mode: 0o600});
  return !known;
}

export async function forgetSession(options: RemoteOptions, session: string): Promise<void> {
  await rm(path.join(folderOf(options), `session-${session}`), {force: true});
}

function folderOf({root, via}: RemoteOptions): string {
  return path.join(root, `via-${safeName(JSON.stringify(via))}`);
}
