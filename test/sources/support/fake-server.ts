import {createServer, type IncomingMessage, type RequestListener, type ServerResponse} from 'node:http';
import {createServer as createTlsServer, type ServerOptions} from 'node:https';
import type {AddressInfo} from 'node:net';
import {onTestFinished} from 'vitest';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Reply = (request: Received, response: ServerResponse) => void | Promise<void>;

export interface FakeServer {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  /** Answers from now on. */
  reply: Reply;
  close(): Promise<void>;
}

/** An HTTP server on loopback that answers as told and is gone when the test ends. */
export async function fakeServer(reply: Reply, tls?: ServerOptions): Promise<FakeServer> {
  const received: Received[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const {method = '', url: path = '', headers} = request;
      const got = {method, path, headers, body: Buffer.concat(chunks).toString()};
      received.push(got);
      void fake.reply(got, response);
    });
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>(resolve => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  const scheme = tls === undefined ? 'http' : 'https';
  const fake: FakeServer = {url: `${scheme}://127.0.0.1:${port}`, port, received, reply, close};
  onTestFinished(close);
  return fake;
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(value));
}

export function sendText(
  response: ServerResponse,
  text: string,
  how: {readonly status?: number; readonly type?: string} = {},
): void {
  response.writeHead(how.status ?? 200, {'content-type': how.type ?? 'text/plain'}).end(text);
}
