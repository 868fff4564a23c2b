import type {IncomingMessage} from 'node:http';
import type {Clock} from '../../core/ports.js';
import {type Answer, refusal} from '../server/http/answer.js';
import {readBody} from '../server/http/read-body.js';
import {tooLong} from '../server/http/refusals.js';

type JsonBody =
  | {readonly ok: true; readonly value: unknown}
  /** Undefined when who sent it has left. */
  | {readonly ok: false; readonly answer: Answer | undefined};

/** A silence is a few hundred bytes. */
const LIMIT = 256 * 1024;
const TIME = 10_000;

export async function readJsonBody(request: IncomingMessage, clock: Clock): Promise<JsonBody> {
  const body = await readBody(request, {limit: LIMIT, time: TIME, clock, hold: () => true});
  if (!body.ok) return {ok: false, answer: without(body.why)};
  try {
    return {ok: true, value: JSON.parse(body.raw.toString('utf8'))};
  } catch {
    return {ok: false, answer: refusal(400, {error: 'The body is not JSON.', hint: 'Send a silence as JSON.'})};
  }
}

function without(why: 'too-long' | 'too-slow' | 'no-room' | 'gone'): Answer | undefined {
  if (why === 'gone') return undefined;
  if (why === 'too-long') return tooLong(LIMIT);
  return refusal(408, {error: 'The body did not come in time.', hint: 'Send it again.'}, {connection: 'close'});
}
