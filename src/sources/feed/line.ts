import type {ClientRequest, IncomingMessage} from 'node:http';
import type {WebSocket as Socket} from 'ws';
import type {Clock} from '../../core/ports.js';
import {certificates} from '../../lib/node/http/certificates.js';
import {plainText} from '../../lib/plain-text.js';
import type {FeedOptions} from './options.js';

/** Largest message taken in: a relay sends snapshots in parts far below. */
const MOST_PAYLOAD = 32 * 1024 * 1024;
const HANDSHAKE = 10_000;

/** Why a connection ended, in words for the operator. */
export interface LineEnd {
  readonly message: string;
  readonly hint: string;
  /** Asking again as before is of no use: the place to go on from, or the way to ask, was refused. */
  readonly status?: number;
}

export interface Line {
  send(text: string): boolean;
  /** Asks for a sign of life. */
  ping(): void;
  /** Ends it for this reason; a dead line is not waited for. */
  cut(end: LineEnd): void;
}

export interface LineHandlers {
  onOpen(): void;
  onText(text: string): void;
  /** Anything that proves that the other side lives. */
  onSign(): void;
}

/** One connection of a feed, from the handshake to its end. Resolves with why it ended; never rejects. */
export async function openLine(
  options: Pick<FeedOptions, 'auth' | 'tls' | 'headers'> & {readonly url: string; readonly name: string},
  handlers: LineHandlers,
  deps: {readonly clock: Clock; readonly signal: AbortSignal; readonly onLine: (line: Line) => void},
): Promise<LineEnd> {
  const {WebSocket} = await import('ws');
  return new Promise(resolve => {
    let socket: Socket;
    try {
      socket = new WebSocket(options.url, {
        headers: headersOf(options),
        perMessageDeflate: false,
        maxPayload: MOST_PAYLOAD,
        handshakeTimeout: HANDSHAKE,
        ...(options.tls === undefined ? {} : certificates(options.tls)),
      });
    } catch (error) {
      resolve(failure(options.name, error));
      return;
    }
    let end: LineEnd | undefined;
    const leave = () => socket.terminate();
    const cut = (why: LineEnd) => {
      end ??= why;
      socket.terminate();
    };
    deps.signal.addEventListener('abort', leave, {once: true});
    socket.on('open', handlers.onOpen);
    socket.on('message', (data, isBinary) => {
      handlers.onSign();
      if (isBinary) cut({message: `${options.name} sent a binary message.`, hint: 'Is it the feed of a relay?'});
      else handlers.onText(String(data));
    });
    socket.on('ping', handlers.onSign);
    socket.on('pong', handlers.onSign);
    socket.on('unexpected-response', (request: ClientRequest, response: IncomingMessage) => {
      void refused(options.name, response).then(why => {
        end ??= why;
        request.destroy();
        socket.terminate();
      });
    });
    socket.on('error', error => {
      end ??= failure(options.name, error);
    });
    socket.on('close', (code, reason) => {
      deps.signal.removeEventListener('abort', leave);
      resolve(end ?? closed(options.name, code, String(reason)));
    });
    deps.onLine({
      cut,
      ping: () => {
        if (socket.readyState === WebSocket.OPEN) socket.ping();
      },
      send(text) {
        if (socket.readyState !== WebSocket.OPEN) return false;
        socket.send(text);
        return true;
      },
    });
  });
}

function headersOf({auth, headers}: Pick<FeedOptions, 'auth' | 'headers'>): Record<string, string> {
  if (auth === undefined) return {...headers};
  const credentials =
    'bearer' in auth
      ? `Bearer ${auth.bearer}`
      : `Basic ${Buffer.from(`${auth.basic.user}:${auth.basic.password}`).toString('base64')}`;
  return {authorization: credentials, ...headers};
}

/** What a server says instead of switching to the feed, as far as it is short. */
async function refused(name: string, response: IncomingMessage): Promise<LineEnd> {
  const status = response.statusCode ?? 0;
  const said = await bodyOf(response);
  const reason = said === '' ? '' : `: ${said}`;
  if (status === 401 || status === 403) {
    return {
      status,
      message: `${name} refuses this cockpit (${status})${reason}.`,
      hint: 'Check the token under `feed`, and what the relay was started with.',
    };
  }
  const hint = status === 404 ? 'Check the URL under `feed`: the path of a relay is /v1/feed.' : 'It is tried again.';
  return {status, message: `${name} does not open its feed (${status})${reason}.`, hint};
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  response.setEncoding('utf8');
  let text = '';
  try {
    for await (const chunk of response) {
      text += String(chunk);
      if (text.length > 2_000) break;
    }
  } catch {
    return '';
  }
  return plainText(errorIn(text), {maxLength: 200}).replace(/[.\s]+$/, '');
}

function errorIn(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'error' in value) return String(value.error);
  } catch {
    return text.split('\n', 1)[0] ?? '';
  }
  return text;
}

function failure(name: string, error: unknown): LineEnd {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = error instanceof Error ? error.message : String(error);
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing listens there (connection refused)',
    ECONNRESET: 'the connection was cut',
    ENOTFOUND: 'its name cannot be resolved',
    EAI_AGAIN: 'its name cannot be resolved',
    EHOSTUNREACH: 'no route to the host',
    ETIMEDOUT: 'it does not answer',
  };
  const reason = (Object.hasOwn(known, code) ? known[code] : undefined) ?? plainText(said, {maxLength: 200});
  return {
    message: `The feed of ${name} cannot be reached: ${reason}.`,
    hint: 'What is polled still comes. Check that the relay runs, and the URL under `feed`.',
  };
}

function closed(name: string, code: number, reason: string): LineEnd {
  const said = plainText(reason, {maxLength: 120});
  const why = said === '' ? `code ${code}` : said;
  return {message: `The feed of ${name} was closed: ${why}.`, hint: 'It is opened again.'};
}
