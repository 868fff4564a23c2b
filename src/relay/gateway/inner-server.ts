import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Clock} from '../../core/ports.js';
import {sendAnswer} from '../server/http/answer.js';
import {noToken} from '../server/http/refusals.js';
import {askedBy} from '../server/http/serve.js';
import type {Gateway} from './gateway.js';

/** The gateway for the relay's own polls, so that they and those of the cockpits are one. */
export interface InnerServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  close(): Promise<void>;
}

/** On loopback, and only for who knows this process' own token. */
export async function openInnerServer(parts: {
  readonly gateway: Gateway;
  readonly token: string;
  readonly clock: Clock;
  warn(line: string): void;
}): Promise<InnerServer> {
  const {gateway, clock} = parts;
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    if (request.headers.authorization !== `Bearer ${parts.token}`) {
      sendAnswer(response, noToken(), clock);
      return;
    }
    const {path} = askedBy(request);
    gateway
      .answer(request, {path, query: ''})
      .then(answer => answer && sendAnswer(response, answer, clock))
      .catch((error: unknown) => {
        parts.warn(`A poll of the relay's own failed: ${String(error)}`);
        response.destroy();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const {port} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
