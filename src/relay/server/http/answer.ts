import {type IncomingMessage, type ServerResponse, STATUS_CODES} from 'node:http';
import type {Duplex} from 'node:stream';
import type {Clock} from '../../../core/ports.js';
import {plainText} from '../../../lib/plain-text.js';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How long the rest of a body that nobody reads is still taken in, so that its sender gets to read the answer. */
const LINGER = 2_000;

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {status, type: 'application/json', body: `${JSON.stringify(value)}\n`, headers};
}

/** A sentence on what is wrong and one on what to do. What came with the request is in neither unless filtered. */
export function refusal(
  status: number,
  words: {readonly error: string; readonly hint: string},
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return json(status, {error: plainText(words.error, {maxLength: 400}), hint: words.hint}, headers);
}

/** Sends it; a body that was not read to its end closes the connection. */
export function sendAnswer(response: ServerResponse, answer: Answer, clock: Clock): void {
  const {req: request} = response;
  if (response.destroyed || response.headersSent) return;
  const isWhole = request.complete || !hasBody(request);
  const whole = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const bytes = request.method === 'HEAD' ? Buffer.alloc(0) : whole;
  response.writeHead(answer.status, {
    'content-type': answer.type,
    'content-length': whole.length,
    'cache-control': 'no-store',
    ...(isWhole ? {} : {connection: 'close'}),
    ...answer.headers,
  });
  if (isWhole) response.end(bytes);
  else {
    response.write(bytes);
    linger(request, response, clock);
  }
}

/** The same on a bare socket, where no request was read or one was no longer a request. */
export function sendOnSocket(socket: Duplex, {status, type, body, headers = {}}: Answer): void {
  socket.on('error', () => socket.destroy());
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const all = {'content-type': type, 'content-length': Buffer.byteLength(body), connection: 'close', ...headers};
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`);
}

function hasBody({headers}: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** To close with bytes unread would reset the connection, and the answer with it. */
function linger(request: IncomingMessage, response: ServerResponse, clock: Clock): void {
  let done = false;
  const end = () => {
    if (done) return;
    done = true;
    stop();
    response.end();
  };
  const stop = clock.after(LINGER, end);
  request.once('end', end);
  request.once('close', end);
  request.resume();
}
