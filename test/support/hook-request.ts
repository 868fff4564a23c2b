import {readFileSync} from 'node:fs';
import {Ajv2020} from 'ajv/dist/2020.js';
import type {HookRequest, HookResult, Inbound} from '../../src/relay/hooks/hook.js';

/** When the requests of tests arrive. */
export const ARRIVAL = Date.UTC(2026, 10, 20, 18, 0, 0);

/** A request with this body as JSON; text and bytes are sent as they are. */
export function posted(body: unknown, more: Partial<HookRequest> = {}): HookRequest {
  const raw = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return {
    method: 'POST',
    query: {},
    raw,
    now: ARRIVAL,
    ...more,
    headers: {'content-type': 'application/json', ...more.headers},
  };
}

export function formPosted(fields: Readonly<Record<string, string>>, more: Partial<HookRequest> = {}): HookRequest {
  const headers = {'content-type': 'application/x-www-form-urlencoded', ...more.headers};
  return posted(new URLSearchParams(fields).toString(), {...more, headers});
}

type Told = Extract<Inbound, {readonly kind: 'alert'}>;

/** What the result brings; throws with the reason when it was refused. */
export function brought(result: HookResult): readonly Inbound[] {
  if (!result.ok) throw new Error(`refused with ${result.status}: ${result.reason}`);
  return result.inbound;
}

/** The alerts of the result, which brings nothing else. */
export function alertsOf(result: HookResult): readonly Told[] {
  return brought(result).map(inbound => {
    if (inbound.kind !== 'alert') throw new Error(`brought a ${inbound.kind}`);
    return inbound;
  });
}

/** The one alert of the result. */
export function alertOf(result: HookResult): Told {
  const [first, ...others] = alertsOf(result);
  if (first === undefined || others.length > 0) throw new Error(`brought ${others.length + (first ? 1 : 0)} alerts`);
  return first;
}

export function relayFixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/relay/${name}`, import.meta.url), 'utf8'));
}

/** What a body lacks to be what its sender's schema in the fixtures says; empty when it is. */
export function faultsOf(body: unknown, schema: string): readonly string[] {
  const check = new Ajv2020({strict: false, allErrors: true, validateFormats: false}).compile(
    relayFixture(schema) as object,
  );
  return check(body) ? [] : (check.errors ?? []).map(error => `${error.instancePath} ${error.message}`);
}
