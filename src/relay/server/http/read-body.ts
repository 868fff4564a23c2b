import type {IncomingMessage} from 'node:http';
import type {Clock} from '../../../core/ports.js';

/** Ways to have no body: it is too long, came too slowly, found no room beside others, or its sender left. */
export type NoBody = 'too-long' | 'too-slow' | 'no-room' | 'gone';
export type ReadBody = {readonly ok: true; readonly raw: Buffer} | {readonly ok: false; readonly why: NoBody};

export interface BodyRules {
  readonly limit: number;
  readonly time: number;
  readonly clock: Clock;
  /** Asked for each piece as it comes; false when there is no room for it. */
  hold(bytes: number): boolean;
}

/** Reads a body to its end, or to the point where it is refused; never rejects. */
export function readBody(request: IncomingMessage, rules: BodyRules): Promise<ReadBody> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (result: ReadBody) => {
      stop();
      request.removeListener('data', onData);
      request.removeListener('end', onEnd);
      request.removeListener('close', onGone);
      resolve(result);
    };
    const fail = (why: NoBody) => settle({ok: false, why});
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > rules.limit) fail('too-long');
      else if (rules.hold(chunk.length)) chunks.push(chunk);
      else fail('no-room');
    };
    const onEnd = () => settle({ok: true, raw: Buffer.concat(chunks, size)});
    const onGone = () => fail('gone');
    const stop = rules.clock.after(rules.time, () => fail('too-slow'));
    request.on('error', () => undefined);
    request.on('data', onData);
    request.once('end', onEnd);
    request.once('close', onGone);
  });
}
