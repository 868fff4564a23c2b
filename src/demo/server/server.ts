import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Clock} from '../../core/ports.js';
import type {PostedAlert, StoredAlert} from './alert-store.js';
import {type AlertmanagerOptions, alertmanager} from './alertmanager.js';
import {ApiError, refused} from './api-error.js';
import {routes} from './routes.js';

/** An Alertmanager on loopback whose time is the clock's: durations, `Date` and all. */
export interface DemoServer {
  readonly url: string;
  /** Takes alerts as `POST /alerts` would, without the wire: a Prometheus next door. */
  receive(alerts: readonly PostedAlert[]): void;
  /** What fires now. */
  firing(): readonly StoredAlert[];
  /** Whether connections are served; otherwise they are cut, as behind a broken link. */
  reachable(yes: boolean): void;
  close(): Promise<void>;
}

export interface DemoServerOptions extends AlertmanagerOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
}

const MAX_BODY = 64 * 1024 * 1024;

export async function demoServer(options: DemoServerOptions): Promise<DemoServer> {
  const known = alertmanager(options);
  const route = routes(known);
  let open = true;
  const server = createServer((request, response) => {
    if (!open) {
      request.socket.destroy();
      return;
    }
    serve(request, response).catch(() => response.destroy());
  });
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const answer = await answerTo(request, route);
    dress(response, options.clock);
    if (answer.body === undefined) response.writeHead(answer.status, {'content-length': 0}).end();
    else
      response
        .writeHead(answer.status, {'content-type': answer.type, 'content-length': answer.body.length})
        .end(answer.body);
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
  });
  const {port} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    receive: alerts => known.receive(alerts),
    firing: () => known.firing(),
    reachable(yes) {
      open = yes;
      if (!yes) server.closeAllConnections();
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer | undefined;
}

async function answerTo(request: IncomingMessage, route: ReturnType<typeof routes>): Promise<Answer> {
  try {
    const url = new URL(request.url ?? '/', 'http://demo.invalid');
    const found = route(request.method ?? 'GET', url);
    const body = found.reads ? await readBody(request) : '';
    const text = found.answer(body);
    return {status: 200, type: found.type, body: typeof text === 'string' ? Buffer.from(text) : text};
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const body = error.body === undefined ? undefined : Buffer.from(`${JSON.stringify(error.body)}\n`);
    return {status: error.status, type: 'application/json', body};
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw refused(415, `unsupported media type ${JSON.stringify(type)}, only [application/json] are allowed`);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY) throw refused(413, 'request body too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function dress(response: ServerResponse, clock: Clock): void {
  response.sendDate = false;
  response.setHeader('Date', new Date(clock.now()).toUTCString());
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Vary', 'Origin');
}
