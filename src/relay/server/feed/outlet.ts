import type {Duplex} from 'node:stream';
import type {WebSocket} from 'ws';
import type {FeedMessageOf} from '../../../core/feed/message.js';
import type {Clock} from '../../../core/ports.js';
import {plainText} from '../../../lib/plain-text.js';
import type {RelayMetrics} from '../metrics.js';
import type {RelayLimits} from '../options.js';
import {messageBytes} from './frame.js';

/** Why a client is cut without a word: there is no way to say one. */
export type CutReason = 'queue' | 'stalled' | 'unseen' | 'heartbeat';
export type FeedError = Omit<FeedMessageOf<'error'>, 'type'>;

/** The way out to one client: what waits on it is bounded. */
export interface Outlet {
  /** Sends a part of the stream. The sender asks for room first. */
  send(bytes: Buffer): void;
  /** Sends what must not wait for the stream; a client that already has too much waiting is cut. */
  say(bytes: Buffer): void;
  error(error: FeedError): void;
  /** The same of several, which leave together. */
  sendAll(frames: readonly {readonly bytes: Buffer}[]): void;
  /** Bytes that the socket has not taken yet. */
  waiting(): number;
  /** Resolves when little waits, or the client is gone. */
  room(): Promise<void>;
  isOpen(): boolean;
  /** Something waits, and none of it has gone out for too long. */
  isStalled(): boolean;
  cut(reason: CutReason): void;
  /** Says why, and closes. */
  end(code: number, error?: FeedError): void;
}

export interface OutletParts {
  readonly socket: WebSocket;
  /** Beneath the WebSocket. */
  readonly transport: Duplex;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  readonly metrics: RelayMetrics;
  /** It is cut, or ended for what it did. */
  onCut(reason: string): void;
}

/** So many bytes are given to the socket at once; more when it has taken them. */
export const WINDOW = 64 * 1024;

export function outlet({socket, transport, limits, clock, metrics, onCut}: OutletParts): Outlet {
  let movedAt = 0;
  const room = roomIn(socket);
  const waiting = () => socket.bufferedAmount;
  const isOpen = () => socket.readyState === socket.OPEN;
  const onSent = () => {
    movedAt = clock.monotonic();
    room.look();
  };
  const send = (bytes: Buffer) => {
    if (!isOpen()) return;
    if (waiting() === 0) movedAt = clock.monotonic();
    socket.send(bytes, {binary: false}, onSent);
    metrics.messages.inc();
    metrics.bytes.inc(bytes.length);
  };
  const count = (reason: string) => {
    metrics.cuts.inc({reason});
    onCut(reason);
  };
  const cut = (reason: CutReason) => {
    if (!isOpen()) return;
    count(reason);
    socket.terminate();
  };
  const error = ({code, message, hint}: FeedError) =>
    send(messageBytes({type: 'error', code, message: plainText(message, {maxLength: 300}), hint}));
  sayWhatBroke(socket, broken => {
    if (!isOpen()) return;
    count(broken.code);
    error(broken);
  });
  return {
    send,
    say: bytes => (waiting() > limits.queue ? cut('queue') : send(bytes)),
    error,
    sendAll(frames) {
      transport.cork();
      for (const {bytes} of frames) send(bytes);
      transport.uncork();
    },
    waiting,
    room: () => room.wait(),
    isOpen,
    isStalled: () => waiting() > 0 && clock.monotonic() - movedAt >= limits.stalledTime,
    cut,
    end(code, why) {
      if (!isOpen()) return;
      if (why !== undefined) {
        count(why.code);
        error(why);
      }
      socket.close(code, why?.code ?? 'going-away');
    },
  };
}

/** Lets those wait who have more to send than the socket takes now. */
function roomIn(socket: WebSocket): {look(): void; wait(): Promise<void>} {
  let waiters: (() => void)[] = [];
  const hasRoom = () => socket.bufferedAmount < WINDOW || socket.readyState !== socket.OPEN;
  const look = () => {
    if (waiters.length === 0 || !hasRoom()) return;
    const woken = waiters;
    waiters = [];
    for (const wake of woken) wake();
  };
  socket.once('close', look);
  return {look, wait: () => (hasRoom() ? Promise.resolve() : new Promise(resolve => waiters.push(resolve)))};
}

const BROKEN: Readonly<Record<number, FeedError>> = {
  1002: {
    code: 'bad-frame',
    message: 'This is not WebSocket as RFC 6455 has it.',
    hint: 'See to the client or a proxy.',
  },
  1007: {code: 'bad-text', message: 'A text frame is not UTF-8.', hint: 'Send UTF-8.'},
  1009: {code: 'too-long', message: 'A message is longer than the relay takes.', hint: 'Send shorter ones.'},
};

/** A breach of the protocol is closed by ws itself, with a code and without a word; the word goes before it. */
function sayWhatBroke(socket: WebSocket, say: (broken: FeedError) => void): void {
  const close = socket.close.bind(socket);
  socket.close = (code, reason) => {
    const broken = reason === undefined ? BROKEN[code ?? 0] : undefined;
    if (broken !== undefined) say(broken);
    close(code, broken?.code ?? reason);
  };
}
