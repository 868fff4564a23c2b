import {createServer as createHttp, type RequestListener, type Server, type ServerResponse} from 'node:http';
import {createServer as createHttps} from 'node:https';
import type {AddressInfo} from 'node:net';
import type {Duplex} from 'node:stream';
import {errorCode} from '../../../lib/node/files.js';
import {OperatorError} from '../../../lib/operator-error.js';
import type {Listening, RelayLimits, RelayOptions} from '../options.js';
import {type Answer, refusal, sendOnSocket} from './answer.js';

/** Node's server with times and sizes that a slow or a greedy sender cannot stretch. */
export interface HttpServer {
  listen(on: Listening): Promise<Listening>;
  /** Takes nobody in any more; resolves when whoever was in has an answer and is gone. */
  drain(): Promise<void>;
  /** Cuts whoever is still there. */
  cut(): void;
}

export interface HttpServerParts {
  readonly limits: RelayLimits;
  readonly tls?: RelayOptions['tls'];
  readonly onRequest: RequestListener;
  readonly onUpgrade: (request: Parameters<RequestListener>[0], transport: Duplex, head: Buffer) => void;
  /** One more connection than so many was closed unheard. */
  onDrop(most: number): void;
  warn(line: string): void;
}

/** Connections beside those of feed clients. */
const OTHERS = 512;
/** How much later than a body's own time limit Node's is, which knows no answer but its own. */
const MARGIN = 5_000;

export function httpServer(parts: HttpServerParts): HttpServer {
  const {limits, onRequest} = parts;
  const open = new Set<ServerResponse>();
  let isDraining = false;
  const server = create(parts);
  const most = limits.connections + OTHERS;
  server.maxConnections = most;
  server.on('drop', () => parts.onDrop(most));
  const listener: RequestListener = (request, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    if (isDraining) response.setHeader('connection', 'close');
    onRequest(request, response);
  };
  server.on('request', listener);
  // Without a listener Node asks for every body before anybody has looked at its head.
  server.on('checkContinue', listener);
  server.on('upgrade', parts.onUpgrade);
  server.on('clientError', (error, socket) => onClientError(error, socket));
  return {
    async listen(on) {
      const at = await listen(server, on);
      // When the process has no more file descriptors, for one: those who are in are served all the same.
      server.on('error', error => parts.warn(`A connection could not be taken: ${error.message}`));
      return at;
    },
    drain() {
      isDraining = true;
      for (const response of open) if (!response.headersSent) response.setHeader('connection', 'close');
      return new Promise(resolve => server.close(() => resolve()));
    },
    cut: () => server.closeAllConnections(),
  };
}

function create({limits, tls}: HttpServerParts): Server {
  const options = {
    headersTimeout: limits.headersTime,
    requestTimeout: limits.headersTime + limits.bodyTime + MARGIN,
    connectionsCheckingInterval: Math.min(1_000, limits.headersTime / 4),
  };
  if (tls === undefined) return createHttp(options);
  try {
    return createHttps({...options, ...tls, handshakeTimeout: limits.headersTime});
  } catch (cause) {
    throw new OperatorError('The certificate of the relay, or its key, cannot be used.', {
      hint: 'Give both as PEM files that belong together.',
      cause,
    });
  }
}

function onClientError(error: Error, socket: Duplex): void {
  const answer = socket.writable ? answerFor(errorCode(error) ?? '') : undefined;
  if (answer === undefined) socket.destroy();
  else sendOnSocket(socket, answer);
}

/** None for a line that broke, or that speaks no TLS where it should. */
function answerFor(code: string): Answer | undefined {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return refusal(408, {error: 'The request did not come in time.', hint: 'Send it again.'});
  if (code === 'HPE_HEADER_OVERFLOW')
    return refusal(431, {error: 'The headers are too long.', hint: 'Send fewer of them.'});
  if (!code.startsWith('HPE_')) return undefined;
  return refusal(400, {error: 'This is not HTTP/1.1.', hint: 'See to the address and to http or https at the sender.'});
}

function listen(server: Server, on: Listening): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => reject(notListening(error, on));
    server.once('error', onError);
    server.listen(on.port, on.host, () => {
      server.removeListener('error', onError);
      resolve({host: on.host, port: (server.address() as AddressInfo).port});
    });
  });
}

function notListening(cause: Error, {host, port}: Listening): OperatorError {
  const where = `${host}:${port}`;
  const hint = HINTS[errorCode(cause) ?? ''] ?? 'Give another address with --listen HOST:PORT.';
  return new OperatorError(`The relay cannot listen on ${where}: ${cause.message}.`, {hint, cause});
}

const HINTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Something else listens there: end it, or give another port with --listen HOST:PORT.',
  EACCES: 'Ports below 1024 belong to root: give a higher one with --listen HOST:PORT.',
  EADDRNOTAVAIL: 'This machine has no such address: give one it has with --listen HOST:PORT.',
};
