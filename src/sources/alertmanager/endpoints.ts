import type {SourceError} from '../../core/ports.js';
import type {Answer, Call, Client} from '../http/client.js';
import {badBody, oddBody, refusal} from '../http/refusal.js';

/** The API's root below a server's prefix. */
export const API_ROOT = '/api/v2';

/** Asks and parses. Rejects with SourceError unless a 2xx with JSON came; an empty body is undefined. */
export async function json(client: Client, call: Call, signal: AbortSignal): Promise<unknown> {
  return (await agedJson(client, call, signal)).body;
}

/** The same, with how old the answer already was when it came, ms: a cache on the way may have given it. */
export async function agedJson(
  client: Client,
  call: Call,
  signal: AbortSignal,
): Promise<{readonly body: unknown; readonly age: number}> {
  const answer = await client.call(call, signal);
  if (!isGood(answer)) throw refusal(answer, client.asked(call));
  return {body: parsed(client, {call, answer}), age: answer.age ?? 0};
}

/** Any 2xx: Grafana's compatible API says 201 and 202 where Alertmanager says 200. */
export function isGood(answer: Answer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

export function parsed(client: Client, exchange: {readonly call: Call; readonly answer: Answer}): unknown {
  try {
    return JSON.parse(exchange.answer.text);
  } catch (cause) {
    throw badBody(exchange.answer, client.asked(exchange.call), cause);
  }
}

/** JSON of a shape we do not know: not an Alertmanager, or one from the future. */
export function misshapen(client: Client, call: Call, body: unknown): SourceError {
  return oddBody(body, client.asked(call));
}
