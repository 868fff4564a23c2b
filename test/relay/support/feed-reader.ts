import {onTestFinished} from 'vitest';
import {type ClientOptions, WebSocket} from 'ws';
import type {CockpitMessage, FeedMessage, FeedMessageOf, FeedMessageType} from '../../../src/core/feed/message.js';
import {readFeedMessage} from '../../../src/core/feed/read-message.js';

/** A client of the feed that keeps all it is told. */
export interface FeedReader {
  readonly socket: WebSocket;
  readonly messages: readonly FeedMessage[];
  /** What it was told that is not of the protocol. */
  readonly strange: readonly unknown[];
  of<T extends FeedMessageType>(type: T): readonly FeedMessageOf<T>[];
  /** Numbers of the entries, in the order they came. */
  readonly seqs: readonly number[];
  /** The number up to which it knows everything: of the last entry, or of the snapshot before it. */
  readonly known: number;
  send(message: CockpitMessage): void;
  sendRaw(text: string): void;
  close(): void;
  /** How it ended. */
  readonly ended: {readonly code: number; readonly reason: string} | undefined;
}

/** Connects; resolves when the connection is open. */
export async function feedReader(
  url: string,
  options: ClientOptions & {readonly after?: string; readonly query?: string} = {},
): Promise<FeedReader> {
  const {after, query, ...rest} = options;
  const search = query ?? (after === undefined ? '' : `?after=${after}`);
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/feed${search}`, {perMessageDeflate: false, ...rest});
  const messages: FeedMessage[] = [];
  let ended: FeedReader['ended'];
  socket.on('message', (data, isBinary) => {
    if (isBinary) throw new Error('a binary message came');
    messages.push(JSON.parse(data.toString()) as FeedMessage);
  });
  socket.on('close', (code, reason) => {
    ended = {code, reason: reason.toString()};
  });
  const opened = new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  onTestFinished(() => socket.terminate());
  await opened;
  const reader: FeedReader = {
    socket,
    messages,
    get strange() {
      return messages.filter(message => !readFeedMessage(JSON.stringify(message)).ok);
    },
    of: type => messages.filter(message => message.type === type) as never,
    get seqs() {
      return messages.flatMap(message => (message.type === 'alert' || message.type === 'fact' ? [seqOf(message)] : []));
    },
    get known() {
      const last = messages.findLast(isKnowledge);
      return last === undefined ? 0 : seqOf(last);
    },
    send: message => socket.send(JSON.stringify(message)),
    sendRaw: text => socket.send(text),
    close: () => socket.close(),
    get ended() {
      return ended;
    },
  };
  return reader;
}

type Knowledge = FeedMessageOf<'alert' | 'fact' | 'snapshot'>;

function isKnowledge(message: FeedMessage): message is Knowledge {
  return message.type === 'alert' || message.type === 'fact' || (message.type === 'snapshot' && message.last);
}

export function seqOf({id}: {readonly id: string}): number {
  return Number(id.slice(id.indexOf(':') + 1));
}

/** The answer to an upgrade that was refused. */
export function refusedUpgrade(
  url: string,
  options: ClientOptions & {readonly path?: string} = {},
): Promise<{readonly status: number; readonly body: Record<string, unknown>}> {
  const {path = '/v1/feed', ...rest} = options;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws') + path, rest);
    socket.on('open', () => {
      socket.terminate();
      reject(new Error('it was let in'));
    });
    socket.on('unexpected-response', (_request, response) => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('end', () =>
        resolve({status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString())}),
      );
    });
    socket.on('error', reject);
  });
}
