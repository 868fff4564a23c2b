import {createServer, type IncomingMessage, request, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {onTestFinished} from 'vitest';

/** A way to an Alertmanager. */
export interface Passage {
  readonly url: string;
  /** What went through it so far: `GET /api/v2/status`. */
  readonly asked: readonly string[];
  /** Refuses connections from now on, as a member that died does. */
  close(): Promise<void>;
}

interface AgedOptions {
  readonly hidesConfig?: boolean;
}

const HOUR = 3_600_000;

/**
 * Passes everything on to a real Alertmanager, but says that it has run for an hour: one that has only just started is
 * not believed when it misses an alert, and that takes two minutes. `hidesConfig` shows no configuration, as services
 * with an interface like Alertmanager's do. Ends with the test.
 */
export async function agedAlertmanager(target: string, options: AgedOptions = {}): Promise<Passage> {
  const passage = await olderAlertmanager(target, options);
  onTestFinished(() => passage.close());
  return passage;
}

/** The same for whoever closes it themselves. */
export async function olderAlertmanager(target: string, {hidesConfig = false}: AgedOptions = {}): Promise<Passage> {
  const onward = {target, change: hidesConfig ? {config: {original: ''}} : {}};
  const asked: string[] = [];
  const server = createServer((incoming, answer) => {
    asked.push(`${incoming.method} ${incoming.url?.split('?', 1)[0]}`);
    pass(incoming, answer, onward);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  const close = async () => {
    const closed = new Promise(resolve => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return {url: `http://127.0.0.1:${port}`, asked, close};
}

function pass(
  incoming: IncomingMessage,
  answer: ServerResponse,
  {target, change}: {readonly target: string; readonly change: object},
): void {
  const {method, url = '/', headers} = incoming;
  const onward = request(`${target}${url}`, {method, headers: {...headers, 'accept-encoding': 'identity'}}, reply => {
    if (!url.endsWith('/status')) {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
      return;
    }
    const chunks: Buffer[] = [];
    reply.on('data', chunk => chunks.push(chunk));
    reply.on('end', () => {
      const {'content-length': _length, ...rest} = reply.headers;
      answer.writeHead(reply.statusCode ?? 502, rest);
      answer.end(JSON.stringify({...JSON.parse(Buffer.concat(chunks).toString()), ...older(), ...change}));
    });
  });
  onward.on('error', () => answer.destroy());
  incoming.pipe(onward);
}

function older(): {readonly uptime: string} {
  return {uptime: new Date(Date.now() - HOUR).toISOString()};
}
