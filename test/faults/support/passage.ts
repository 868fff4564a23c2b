import {createServer, request} from 'node:http';
import type {AddressInfo} from 'node:net';
import {onTestFinished} from 'vitest';

/** Where a POST of a silence is on its way through: not there yet, done but not answered, answered. */
export const MOMENTS = ['before', 'between', 'after'] as const;
export type Moment = (typeof MOMENTS)[number];

export interface Passage {
  readonly url: string;
  /** Told of each POST of a silence; what it does happens before the POST goes on. */
  onPost: (moment: Moment) => void;
}

/** Passes everything on to a real Alertmanager, and tells of the moments when a crash hurts most. */
export async function passageTo(target: string): Promise<Passage> {
  const server = createServer((incoming, answer) => {
    const {method, url = '/', headers} = incoming;
    const isPost = method === 'POST' && url.endsWith('/silences');
    const chunks: Buffer[] = [];
    incoming.on('data', chunk => chunks.push(chunk));
    incoming.on('end', () => {
      if (isPost) passage.onPost('before');
      const onward = request(`${target}${url}`, {method, headers}, reply => {
        const body: Buffer[] = [];
        reply.on('data', chunk => body.push(chunk));
        reply.on('end', () => {
          if (isPost) passage.onPost('between');
          answer.writeHead(reply.statusCode ?? 502, reply.headers);
          answer.end(Buffer.concat(body), () => isPost && passage.onPost('after'));
        });
      });
      onward.on('error', () => answer.destroy());
      onward.end(Buffer.concat(chunks));
    });
    answer.on('error', () => undefined);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const passage: Passage = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onPost: () => undefined,
  };
  return passage;
}
