import {chmod} from 'node:fs/promises';
import {createServer, type Server, type Socket} from 'node:net';
import type {Clock} from '../../core/ports.js';
import type {Refusal} from '../../core/shift/command.js';
import type {Fact} from '../../core/shift/fact.js';
import {removeIfThere} from '../../lib/node/files.js';
import {lineSplitter} from '../../lib/node/line-splitter.js';
import {type DoorLine, type DoorRequest, encodeLine, REQUEST_LIMIT, SIGN_OF_LIFE} from './protocol.js';
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
  /** Somebody wants to follow along: send a snapshot first, then what changes. Without it nobody can. */
  onWatch?(connection: WatchConnection): void;
}

export interface Door {
  readonly path: string;
  close(): Promise<void>;
}

/** A shell loop that acks a whole storm fits; a leak does not. Who comes later is asked to wait, and does. */
const MOST_CONNECTIONS = 256;
/** Somebody who connects and says nothing for so long is sent away. */
const PATIENCE = 10_000;

/** Opens the door of the journal's holder: takes commands from other processes of the same user until it is closed. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const path = await socketPath(options.folder, 'door');
  await removeIfThere(path);
  const open = new Set<Socket>();
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
    receive(socket, options);
  });
  await listen(server, path);
  await chmod(path, 0o600);
  return {
    path,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
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
function receive(socket: Socket, options: DoorOptions): void {
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
      answer(socket, readRequest(line, options), options);
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

function answer(socket: Socket, read: ReadRequest, options: DoorOptions): void {
  if (!read.ok) {
    refuse(socket, read.id, read.error);
    return;
  }
  const {request} = read;
  const stopSigns = signsOfLife(socket, request.id, options.clock);
  if (request.command !== undefined) {
    void respond(socket, {...request, command: request.command}, options).finally(stopSigns);
    return;
  }
  if (options.onWatch === undefined)
    refuse(socket, request.id, {
      code: 'unsupported',
      message: 'the watchkeeper that holds the journal cannot be followed',
      hint: 'End it to open the cockpit here.',
    });
  else options.onWatch(watchConnection(socket, request));
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
