import {randomUUID} from 'node:crypto';
import {createConnection, type Socket} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Clock} from '../../core/ports.js';
import {errorCode} from '../../lib/node/files.js';
import {lineSplitter} from '../../lib/node/line-splitter.js';
import {isRunning, isStopped, isThisMachine, readHolder} from '../holder.js';
import {absent, DoorError, lost, silent} from './door-error.js';
import {type DoorRequest, type DoorTrouble, decodeObject, encodeLine, PROTOCOL, REQUEST_LIMIT} from './protocol.js';
import {socketPath} from './socket-path.js';

/** Who asks, and where the door is. */
export interface Caller {
  /** The state folder. */
  readonly folder: string;
  readonly by: string;
  readonly cwd: string;
  /** Fingerprint of the configuration that the caller named; none when it named none. */
  readonly config?: string;
  /** Ms without a sign of life until the holder counts as stopped; 5 s unless given. */
  readonly timeoutMs?: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

type Line = Readonly<Record<string, unknown>>;

interface Exchange {
  readonly caller: Caller;
  readonly timeoutMs: number;
  /** Takes a line of the answer; true when it is the last one. */
  readonly onLine: (line: Line) => boolean;
}

const TIMEOUT = 5000;
/** An answer is as long as what was asked for; this only stops a runaway one. */
const ANSWER_LIMIT = 256 * 1024 * 1024;
const RETRY = 50;
/** How long a request that was read in the last moment may take to be answered, in ms. */
const LEEWAY = 500;

/** Asks the holder and hands on each line of its answer until `onLine` has had enough. Rejects with {@link DoorError}. */
export async function knock(
  caller: Caller,
  asked: Pick<DoorRequest, 'command' | 'watch' | 'wait' | 'brief' | 'wants'> & {readonly id?: string},
  onLine: Exchange['onLine'],
): Promise<void> {
  const request = {
    v: PROTOCOL,
    id: randomUUID(),
    ...asked,
    by: caller.by,
    cwd: caller.cwd,
    ...(caller.config === undefined ? {} : {config: caller.config}),
  };
  if (encodeLine(request).length > REQUEST_LIMIT) {
    throw new DoorError('too-large', `the command is longer than ${REQUEST_LIMIT} bytes`, {
      hint: 'Name fewer alerts at once.',
    });
  }
  const timeoutMs = caller.timeoutMs ?? TIMEOUT;
  for (let waited = 0; ; waited += RETRY) {
    const socket = await connect(caller, timeoutMs);
    // A stopped holder finds the request when it goes on, and the operator has been told by then that it was not done.
    const readBy = Date.now() + timeoutMs - LEEWAY;
    try {
      return await exchange(socket, encodeLine({...request, readBy}), {caller, timeoutMs, onLine});
    } catch (error) {
      if (!isCrowded(error) || waited >= timeoutMs || caller.signal?.aborted === true) throw error;
    }
    await sleep(RETRY);
  }
}

/** Nothing of a request was read by a holder that has too many at once, so asking again does nothing twice. */
function isCrowded(error: unknown): boolean {
  return error instanceof DoorError && error.kind === 'busy';
}

/** A holder that has only just taken the lock may not have opened its door yet. */
async function connect(caller: Caller, timeoutMs: number): Promise<Socket> {
  for (let waited = 0; ; waited += RETRY) {
    const path = await socketPath(caller.folder, 'door', false);
    const socket = await connectOnce(path).catch((error: unknown) => {
      if (isClosed(error)) return undefined;
      throw shut(path, error);
    });
    if (socket !== undefined) return socket;
    if (!(await isHeld(caller.folder))) throw absent();
    if (waited >= timeoutMs) throw await silence(caller.folder, timeoutMs);
    await sleep(RETRY);
  }
}

/** A door that closes in this very moment resets who comes; nothing has been asked by then. */
function isClosed(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ECONNRESET';
}

function shut(path: string, error: unknown): DoorError {
  const reason = error instanceof Error ? error.message : String(error);
  return new DoorError('failed', `cannot reach the watchkeeper that holds the journal: ${reason}`, {
    hint: `Look at ${path} and who owns it.`,
    cause: error,
  });
}

function connectOnce(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.removeListener('error', reject);
      resolve(socket);
    });
  });
}

async function isHeld(folder: string): Promise<boolean> {
  const holder = await readHolder(folder);
  return holder !== undefined && isThisMachine(holder) && isRunning(holder);
}

async function silence(folder: string, timeoutMs: number): Promise<DoorError> {
  const holder = await readHolder(folder);
  return silent(holder, {timeoutMs, stopped: holder !== undefined && isThisMachine(holder) && isStopped(holder.pid)});
}

function exchange(socket: Socket, request: Buffer, {caller, timeoutMs, onLine}: Exchange): Promise<void> {
  return new Promise((resolve, reject) => {
    let ended = false;
    let stopTimer = (): void => undefined;
    const end = (settle: () => void): void => {
      ended = true;
      stopTimer();
      caller.signal?.removeEventListener('abort', onAbort);
      socket.removeAllListeners('close');
      socket.destroy();
      settle();
    };
    const fail = (error: unknown): void => end(() => reject(error));
    const onAbort = (): void => end(resolve);
    const listen = (): void => {
      stopTimer();
      stopTimer = caller.clock.after(timeoutMs, () => void silence(caller.folder, timeoutMs).then(fail, fail));
    };
    const splitter = lineSplitter({
      limit: ANSWER_LIMIT,
      onLine(bytes) {
        if (ended) return;
        const line = decodeObject(bytes);
        if (line === undefined) fail(badAnswer('it is no JSON'));
        else if (line.alive !== true && takeLine(line, onLine, fail)) end(resolve);
      },
      onTooLong: () => fail(badAnswer('it is too long')),
    });
    socket.on('data', chunk => {
      listen();
      splitter.push(chunk);
    });
    socket.once('error', error => fail(lost(error)));
    socket.once('close', () => fail(lost()));
    if (caller.signal?.aborted === true) return onAbort();
    caller.signal?.addEventListener('abort', onAbort, {once: true});
    listen();
    socket.write(request);
  });
}

/** A line that says why the door stays shut is the same for everybody; refusals of the engine are the asker's. */
function takeLine(line: Line, onLine: Exchange['onLine'], fail: (error: unknown) => void): boolean {
  const trouble = readTrouble(line);
  if (trouble !== undefined) {
    fail(trouble);
    return false;
  }
  try {
    return onLine(line);
  } catch (error) {
    fail(error);
    return false;
  }
}

function readTrouble(line: Line): DoorError | undefined {
  const error = line.error;
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error) || !('hint' in error))
    return undefined;
  const {code} = error;
  if (!isTrouble(code)) return undefined;
  return new DoorError(code, String(error.message), {hint: String(error.hint)});
}

const TROUBLES: readonly DoorTrouble[] = ['leaving', 'late', 'newer', 'other-config', 'busy', 'failed'];

function isTrouble(code: unknown): code is DoorTrouble {
  return TROUBLES.some(trouble => trouble === code);
}

export function badAnswer(reason: string): DoorError {
  return new DoorError(
    'bad-answer',
    `the watchkeeper that holds the journal gave an answer that makes no sense: ${reason}`,
    {
      hint: 'Use the same version of watchkeeper on both sides.',
    },
  );
}
