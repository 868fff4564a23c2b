import {connect, type Socket} from 'node:net';
import {onTestFinished} from 'vitest';

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

/** The first answer on a bare connection to what is written there. */
export function rawAnswer(port: number, text: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    const chunks: Buffer[] = [];
    socket.on('error', reject);
    socket.on('data', chunk => {
      chunks.push(chunk);
      const answer = parsed(Buffer.concat(chunks).toString());
      if (answer === undefined) return;
      resolve(answer);
      socket.destroy();
    });
    socket.on('close', () => reject(new Error(`it closed after ${Buffer.concat(chunks).toString()}`)));
  });
}

function parsed(text: string): RawAnswer | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const status = Number(text.slice(9, 12));
  const length = Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? 0);
  const body = text.slice(end + 4);
  if (body.length < length) return undefined;
  return {status, text, body: body.startsWith('{') ? JSON.parse(body) : body};
}

/** A bare connection, and what came over it; gone when the test ends. */
export function bareSocket(port: number): {readonly socket: Socket; readonly heard: () => string} {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', chunk => chunks.push(chunk));
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  return {socket, heard: () => Buffer.concat(chunks).toString()};
}
