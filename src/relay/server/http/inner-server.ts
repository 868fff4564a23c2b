import {openAccess} from '../access.js';
import {type DoorwayParts, doorway} from '../feed/doorway.js';
import type {Listening} from '../options.js';
import {refusal, sendAnswer} from './answer.js';
import {dropLog} from './drop-log.js';
import {httpServer} from './http-server.js';

/** The feed for the relay's own, on loopback, and only for who knows this process' own token. */
export interface InnerServer {
  listen(who: {readonly token: string}): Promise<Listening>;
  drain(): Promise<void>;
  cut(): void;
}

const LOOPBACK: Listening = {host: '127.0.0.1', port: 0};

export function innerServer(
  parts: Omit<DoorwayParts, 'access'> & {
    readonly clock: Parameters<typeof sendAnswer>[2];
    warn(line: string): void;
  },
): InnerServer {
  let server: ReturnType<typeof httpServer> | undefined;
  return {
    listen({token}) {
      const access = openAccess({listen: LOOPBACK, token: () => token, warn: parts.warn});
      server = httpServer({
        limits: parts.limits,
        warn: parts.warn,
        onDrop: dropLog(parts),
        onRequest: (_request, response) =>
          sendAnswer(
            response,
            refusal(404, {error: 'Here is only the feed.', hint: 'Ask the relay itself.'}),
            parts.clock,
          ),
        onUpgrade: doorway({...parts, access}),
      });
      return server.listen(LOOPBACK);
    },
    drain: async () => server?.drain(),
    cut: () => server?.cut(),
  };
}
