import {chmod} from 'node:fs/promises';
import {createServer, type Server, type Socket} from 'node:net';
import type {Clock} from '../../core/ports.js';
import type {Refusal} from '../../core/shift/command.js';
import type {Fact} from '../../core/shift/fact.js';
import {removeIfThere} from '../../lib/node/files.js';
import {lineSplitter} from '../../lib/node/line-splitter.js';
import {type DoorLine, type DoorRequest, encodeLine, REQUEST_LIMIT, SIGN_OF_LIFE, type Want} from './protocol.js';
import {type Doorkeeper, type ReadRequest, readRequest} from './read-request.js';
import {socketPath} from './socket-path.js';
import {type WatchConnection, watchConnection} from './watch-connection.js';

/** What came of a request. `settling` is awaited when the asker wants to wait, and answered in a second line. */
export type DoorReply =
  | {
      readonly ok: true;
      readonly facts: readonly Fact[];
      /** The answer to a query. */
      readonly value?: unknown;
      readonly settling?: Promise<{readonly settled: boolean; readonly facts: readonly Fact[]}>;
    }
  | {readonly ok: false; readonly refusal: Refusal};

export interface DoorOptions extends Doorkeeper {
  /** The state folder, whose lock the caller holds. */
  readonly folder: string;
  readonly clock: Clock;
  onRequest(request: DoorRequest & {readonly command: NonNullable<DoorRequest['command']>}): Promise<DoorReply>;
  /** What whoever follows along may want of this holder; another one is told to come again when it has gone. */
  readonly offers?: readonly Want[];
  /** Somebody wants to follow along: send a snapshot first, then what changes. Without it nobody can. */
  onWatch?(connection: WatchConnection): void;
}

export interface Door {
  readonly path: string;
  /**
   * Lets nobody follow along any more and waits up to `patience` ms (0 unless given) for those that follow briefly, whose
   * commands are still taken; then answers what it has taken, refuses the rest, and closes.
   */
  close(patience?: number): Promise<void>;
}

/** Who is inside, and whether more may come in. */
interface Hall {
  readonly options: DoorOptions;
  /** `lingering`: nobody new; `closed`: nothing new either. */
  state: 'open' | 'lingering' | 'closed';
  readonly brief: Set<Socket>;
  /** Commands that were taken and are not answered yet. */
  readonly taken: Set<Promise<void>>;
  /** Told when somebody left. */
  onLeft: () => void;
}

/** A shell loop that acks a whole storm fits; a leak does not. Who comes later is asked to wait, and does. */
const MOST_CONNECTIONS = 256;
/** Somebody who connects and says nothing for so long is sent away. */
const PATIENCE = 10_000;
/** How long what was taken may take to become durable before the door closes on it, in ms. */
const ANSWERING = 1_000;

/** Opens the door of the journal's holder: takes commands from other processes of the same user until it is closed. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const path = await socketPath(options.folder, 'door');
  await removeIfThere(path);
  const open = new Set<Socket>();
  const hall: Hall = {options, state: 'open', brief: new Set(), taken: new Set(), onLeft: () => undefined};
  const server = createServer(socket => {
    socket.on('error', () => socket.destroy());
    if (open.size >= MOST_CONNECTIONS) {
      socket.resume();
      socket.end(
        encodeLine({
          id: '',
          error: {code: 'busy', message: 'too many commands at once', hint: 'Try again in a moment.'},
        }),
      );
      return;
    }
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    receive(socket, hall);
  });
  await listen(server, path);
  await chmod(path, 0o600);
  return {
    path,
    close: async (patience = 0) => {
      hall.state = 'lingering';
      if (patience > 0) await withoutBrief(hall, patience);
      hall.state = 'closed';
      await within(Promise.allSettled(hall.taken), ANSWERING);
      await new Promise<void>(resolve => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      });
    },
  };
}

/** Resolves when nobody follows briefly any more, or after `ms`. */
function withoutBrief(hall: Hall, ms: number): Promise<void> {
  const left = new Promise<void>(resolve => {
    hall.onLeft = () => {
      if (hall.brief.size === 0) resolve();
    };
    hall.onLeft();
  });
  return within(left, ms);
}

/** By the machine's clock, and keeping the process alive: the door is the last thing that it does. */
function within(wait: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([wait.then(() => undefined), late]).finally(() => clearTimeout(timer));
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.removeListener('error', reject);
      server.unref();
      resolve();
    });
  });
}

/** Reads the one request of a connection. */
function receive(socket: Socket, hall: Hall): void {
  const {options} = hall;
  let asked = false;
  const stopWaiting = options.clock.after(PATIENCE, () => {
    if (!asked) socket.destroy();
  });
  socket.once('close', stopWaiting);
  const splitter = lineSplitter({
    limit: REQUEST_LIMIT,
    onLine(line) {
      if (asked) return;
      asked = true;
      answer(socket, readRequest(line, options), hall);
    },
    onTooLong() {
      asked = true;
      refuse(socket, '', {
        code: 'invalid',
        message: `the request is longer than ${REQUEST_LIMIT} bytes`,
        hint: 'Ask for less at once.',
      });
    },
  });
  socket.on('data', chunk => splitter.push(chunk));
}

function answer(socket: Socket, read: ReadRequest, hall: Hall): void {
  const {options} = hall;
  if (!read.ok) {
    refuse(socket, read.id, read.error);
    return;
  }
  const {request} = read;
  if (isTooLate(request, hall)) {
    refuse(socket, request.id, LEAVING);
    return;
  }
  const stopSigns = signsOfLife(socket, request.id, options.clock);
  if (request.command !== undefined) {
    const responding = respond(socket, {...request, command: request.command}, options).finally(stopSigns);
    if (!request.command.type.startsWith('query.')) keep(responding, hall);
    return;
  }
  if (options.onWatch === undefined)
    refuse(socket, request.id, {
      code: 'unsupported',
      message: 'the watchkeeper that holds the journal cannot be followed',
      hint: 'End it to open the cockpit here.',
    });
  else {
    if (request.brief === true) stays(socket, hall);
    options.onWatch(watchConnection(socket, request));
  }
}

const LEAVING = {
  code: 'leaving',
  message: 'the command that holds the journal is about to end',
  hint: 'Try again in a moment.',
} as const;

/** Whether somebody else has to be asked, soon. */
function isTooLate({command, wants = []}: DoorRequest, {state, options}: Hall): boolean {
  if (command !== undefined) return state === 'closed';
  return state !== 'open' || wants.some(want => options.offers?.includes(want) === false);
}

function keep(responding: Promise<void>, {taken}: Hall): void {
  taken.add(responding);
  void responding.finally(() => taken.delete(responding));
}

function stays(socket: Socket, hall: Hall): void {
  hall.brief.add(socket);
  socket.once('close', () => {
    hall.brief.delete(socket);
    hall.onLeft();
  });
}

async function respond(
  socket: Socket,
  request: DoorRequest & {readonly command: NonNullable<DoorRequest['command']>},
  options: DoorOptions,
): Promise<void> {
  const {id} = request;
  try {
    const reply = await options.onRequest(request);
    if (!reply.ok) {
      refuse(socket, id, reply.refusal);
      return;
    }
    const {facts, settling} = reply;
    const value = reply.value === undefined ? {} : {value: reply.value};
    if (settling === undefined || request.wait === undefined) {
      finish(socket, {id, facts, settled: settling === undefined, ...value});
      return;
    }
    if (!socket.destroyed) socket.write(encodeLine({id, facts, settled: false, more: true, ...value}));
    const outcome = await settling;
    finish(socket, {id, facts: outcome.facts, settled: outcome.settled});
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    refuse(socket, id, {
      code: 'failed',
      message: `the watchkeeper that holds the journal failed at it: ${reason}`,
      hint: 'See with `wk log` whether it was done.',
    });
  }
}

function signsOfLife(socket: Socket, id: string, clock: Clock): () => void {
  let stop = (): void => undefined;
  const next = (): void => {
    stop = clock.after(SIGN_OF_LIFE, () => {
      if (socket.writableLength === 0) socket.write(encodeLine({id, alive: true}));
      next();
    });
  };
  next();
  const end = (): void => stop();
  socket.once('close', end);
  return end;
}

function refuse(socket: Socket, id: string, error: Extract<DoorLine, {error: unknown}>['error']): void {
  finish(socket, {id, error});
}

function finish(socket: Socket, line: DoorLine): void {
  if (!socket.destroyed) socket.end(encodeLine(line));
}
