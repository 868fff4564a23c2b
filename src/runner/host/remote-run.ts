import {appendFile, open, stat, writeFile} from 'node:fs/promises';
import type {LeftProcess} from '../../core/runbook/run.js';
import {writeFileAtomic} from '../../lib/node/atomic-file.js';
import {readIfThere} from '../../lib/node/files.js';
import {OperatorError} from '../../lib/operator-error.js';
import {plainText} from '../../lib/plain-text.js';
import {type Ending, readEnding} from '../ending.js';
import {NOBODY, readMark, writeMark} from '../mark-file.js';
import {folderGone, nameOf, notesIn} from '../own-words.js';
import type {RunFiles} from '../paths.js';
import {pause} from '../pause.js';
import {birthOf, isAlive, type ProcessMark} from '../processes.js';
import {followPayload, leftPayload, stopPayload} from '../scripts/payloads.js';
import {secretsIn} from '../secrets-file.js';
import {spawnDetached} from '../spawn-detached.js';
import {stopGroup} from '../stop-group.js';
import type {About, Followed} from './host.js';
import type {Remote, RemoteOptions} from './remote-folder.js';
import {BASH_THERE, call, lastWords, linkEnvironment} from './remote-link.js';

export interface RemoteRun extends RemoteOptions {
  /** Undefined where it is not known any more. */
  readonly there: Remote | undefined;
  /** Safe for a path. */
  readonly run: string;
  /** The folder there is gone. */
  lose(): Promise<void>;
  /** All of its output is here, and nothing of it runs: its folder there can go. */
  fetched(run: string): void;
}

const LOOK_MS = 50;
/** Between attempts to pick a dropped line up again, ms. */
const RETRIES = [0, 1_000, 3_000, 10_000, 30_000];

/** Starts the client that leads there; it may take its time to connect, and can be stopped meanwhile. */
export async function launchRemote(files: RunFiles, run: RemoteRun): Promise<Followed> {
  const line = await spawnClient(files, run);
  return followRemote(files, run, line);
}

interface Line {
  readonly client: ProcessMark;
  readonly ended: Promise<unknown>;
}

/** stdin is the payload, stdout the output file, stderr the link file. */
async function spawnClient(files: RunFiles, {via, env}: RemoteRun): Promise<Line> {
  const [file = '', ...args] = via;
  const handles = await Promise.all([
    open(files.payload, 'r'),
    open(files.output, 'a', 0o600),
    open(files.link, 'a', 0o600),
  ]);
  const [payload, output, link] = handles;
  const child = spawnDetached(file, [...args, ...BASH_THERE], {
    env: linkEnvironment(env),
    files: [payload.fd, output.fd, link.fd],
  });
  const ended = child.ended.then(async ({how}) => {
    if (child.pid === undefined) await appendFile(files.link, `wk-failed ${how}\n`);
  });
  const pid = child.pid ?? 0;
  const client = {pid, birth: (await birthOf(pid)) ?? 'gone'};
  await writeMark(files, client);
  await Promise.all(handles.map(handle => handle.close()));
  return {client, ended};
}

/** A run there, whoever started it. */
export async function followRemote(files: RunFiles, run: RemoteRun, started?: Line): Promise<Followed> {
  let client = started?.client ?? (await readMark(files)) ?? NOBODY;
  let tries = 0;
  let lines = 0;
  let stopped = false;
  const said = async () => String((await readIfThere(files.link)) ?? '');
  const pickUp = async (): Promise<string | undefined> => {
    const words = await said();
    // Every line that came to stand earns its own attempts.
    if (runsIn(words) > lines) tries = 0;
    lines = runsIn(words);
    const wait = RETRIES[tries++];
    if (wait === undefined || run.there === undefined) return `the line was lost: ${lastWords(words)}`;
    for (let waited = 0; waited < wait && !stopped; waited += LOOK_MS) await pause(LOOK_MS);
    if (stopped) return 'stopped';
    await writePickUp(files, run, words);
    client = (await spawnClient(files, run)).client;
    return undefined;
  };
  return {
    pid: client.pid,
    noise: Buffer.from(run.there?.noise ?? '', 'base64'),
    ending: async () => endingIn(await said()),
    isThere: () => isAlive(client),
    async lost() {
      const words = await said();
      if (/^wk-end lost/m.test(words))
        return 'interrupted: its shell there was ended from outside, or that host restarted';
      if (hasRun(words)) return pickUp();
      if (words.includes('wk-gone')) await run.lose();
      // Said in the link's own words, so that it is known after a restart too.
      await appendFile(files.link, `\nwk-failed ${lastWords(words)}\n`);
      return undefined;
    },
    stop() {
      stopped = true;
      return stopThere(files, run, () => client);
    },
    async about() {
      const words = await said();
      const about = aboutIn(words);
      if (/^wk-end /m.test(words) && about.left.length === 0) run.fetched(run.run);
      return about;
    },
    async takeSecrets() {
      const words = await said();
      const [line, hex = ''] = /^wk-secrets ([0-9a-f]*)\n/m.exec(words) ?? [];
      if (line === undefined) return [];
      await writeFileAtomic(files.link, words.replace(line, ''));
      return secretsIn(Buffer.from(hex, 'hex').toString());
    },
    leftRunning: () => leftThere(run, folder => leftPayload(folder), /^wk-looked$/m),
    stopLeft: () => leftThere(run, folder => stopPayload(folder, run.grace, 'left'), /^wk-(stopped|left )/m),
    ...(started === undefined ? {} : {woken: started.ended}),
  };
}

/** Continues the output behind what is here: less what the logins said, one for each time that it was picked up. */
async function writePickUp(files: RunFiles, {there, run}: RemoteRun, words: string): Promise<void> {
  const {size} = await stat(files.output);
  const noise = Buffer.from(there?.noise ?? '', 'base64');
  const noisy = (await readHead(files.output, noise.length)).equals(noise);
  const logins = noisy ? runsIn(words) : 0;
  const payload = followPayload(there?.dir ?? '', run, Math.max(0, size - noise.length * logins));
  await writeFile(files.payload, payload, {mode: 0o600});
}

async function readHead(file: string, length: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const {bytesRead, buffer} = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Ends its group there; the client, which only reads, ends by itself then, or is ended. */
async function stopThere(files: RunFiles, run: RemoteRun, client: () => ProcessMark): Promise<readonly string[]> {
  const words = async () => String((await readIfThere(files.link)) ?? '');
  if (!hasRun(await words())) {
    await stopGroup(client(), run.grace);
    if (!hasRun(await words()))
      return ['it had not been heard of from there; if it did start after all, it still runs'];
  }
  if (run.there === undefined) return ['it is not known any more where it runs: it was not stopped'];
  const {stderr} = await call(run, stopPayload(`${run.there.dir}/runs/${run.run}`, run.grace, 'run'));
  for (let waited = 0; waited < run.grace && (await isAlive(client())); waited += LOOK_MS) await pause(LOOK_MS);
  await stopGroup(client(), 0);
  if (/^wk-stopped$/m.test(stderr)) return leftIn(stderr).map(one => `runs on there: ${nameOf(one)}`);
  return [`it could not be stopped there: ${lastWords(stderr)}`];
}

/** Asks there what still lives of a run that has ended; `done` is how the answer says that it is one. */
async function leftThere(
  run: RemoteRun,
  payload: (folder: string) => string,
  done: RegExp,
): Promise<readonly LeftProcess[]> {
  const folder = run.there === undefined ? undefined : `${run.there.dir}/runs/${run.run}`;
  const {stderr} = folder === undefined ? {stderr: ''} : await call(run, payload(folder));
  const left = leftIn(stderr);
  if (done.test(stderr) && left.length === 0) run.fetched(run.run);
  if (done.test(stderr)) return left;
  throw new OperatorError(`it cannot be asked there what still runs: ${lastWords(stderr)}`, {
    hint: 'Look for it by hand there: ps.',
  });
}

function hasRun(words: string): boolean {
  return runsIn(words) > 0;
}

/** How many lines came to stand. */
function runsIn(words: string): number {
  return words.match(/^wk-run \d/gm)?.length ?? 0;
}

function endingIn(words: string): Ending | undefined {
  const [, status] = /^wk-end ((?:exit|signal|refused) \d+\n)/m.exec(words) ?? [];
  if (status !== undefined) return readEnding(status);
  return !hasRun(words) && /^wk-failed /m.test(words) ? {how: 'refused'} : undefined;
}

function aboutIn(words: string): About {
  const [, folder] = /^wk-refused (.*)$/m.exec(words) ?? [];
  const noted = [...words.matchAll(/^wk-note (.*)$/gm)].map(([, note]) => note).join('\n');
  const left = leftIn(words);
  const notes = [...left.map(one => `still running there: ${nameOf(one)}`), ...notesIn(noted)];
  if (folder !== undefined) return {left, notes, refusal: folderGone(folder)};
  return hasRun(words) ? {left, notes} : {left, notes, refusal: lastWords(words)};
}

function leftIn(words: string): readonly LeftProcess[] {
  const left = [...words.matchAll(/^wk-left (\d+) (.*)$/gm)];
  return left.map(([, pid = '', command = '']) => ({
    pid: Number(pid),
    command: plainText(command.trim(), {maxLength: 80}),
  }));
}
