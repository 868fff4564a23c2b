import {onTestFinished} from 'vitest';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import type {HookResult, Inbound} from '../../../src/relay/hooks/hook.js';
import {openRelay, type Relay} from '../../../src/relay/server/open-relay.js';
import type {RelayOptions, ServedHook} from '../../../src/relay/server/options.js';
import {alertEntry, type FakeBackbone, fakeBackbone} from './fake-backbone.js';
import {fakeSnapshot} from './fake-snapshot.js';

export interface ARelay {
  readonly relay: Relay;
  readonly backbone: FakeBackbone;
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  readonly warned: string[];
  readonly logged: string[];
  readonly woken: string[];
}

export const TOKEN = 'a-token-of-the-tests-1';

type Over = Partial<RelayOptions> & {readonly backbone?: FakeBackbone};

/** A relay on loopback that is gone when the test ends. */
export async function aRelay(over: Over = {}): Promise<ARelay> {
  const backbone = over.backbone ?? fakeBackbone();
  const [warned, logged, woken]: [string[], string[], string[]] = [[], [], []];
  let made = 0;
  const relay = await openRelay({
    listen: {host: '127.0.0.1', port: 0},
    hooks: [jsonHook()],
    sources: [{name: 'eu', silence: true, resolve: true}],
    snapshot: fakeSnapshot(backbone),
    clock: systemClock,
    ids(prefix) {
      made += 1;
      return `${prefix}${made}`;
    },
    version: '0.0.0-test',
    warn: line => warned.push(line),
    log: line => logged.push(line),
    onWake: source => woken.push(source),
    ...over,
    backbone,
  });
  onTestFinished(() => closed(relay, over.clock));
  const {port} = relay.address;
  const scheme = over.tls === undefined ? 'http' : 'https';
  return {relay, backbone, url: `${scheme}://127.0.0.1:${port}`, port, warned, logged, woken};
}

/** Closes a relay whose clock may stand still. */
export async function closed(relay: Relay, clock?: RelayOptions['clock']): Promise<void> {
  let done = false;
  const closing = relay.close().then(() => {
    done = true;
  });
  if (clock !== undefined && 'advance' in clock) {
    while (!done) {
      (clock as {advance(ms: number): void}).advance(100);
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }
  await closing;
}

/** What the body of `jsonHook` may say. */
export interface Said {
  /** Numbers of alerts that fire. */
  readonly alerts?: readonly number[];
  readonly inbound?: readonly Inbound[];
  readonly wake?: readonly string[];
  readonly bug?: boolean;
}

/** A hook that does as its body says; a body that is none of ours is refused. */
export function jsonHook(over: Partial<ServedHook> = {}): ServedHook {
  return {path: '/v1/hooks/test', methods: ['POST'], read: ({raw}) => readSaid(raw), ...over};
}

function readSaid(raw: Buffer): HookResult {
  const said = parsed(raw);
  if (said === undefined) return {ok: false, status: 400, reason: 'the body is no JSON object of at most 20 levels'};
  if (said.bug === true) throw new Error('a bug');
  const alerts = (said.alerts ?? []).flatMap(number => {
    const entry = alertEntry(number);
    return entry.kind === 'alert' ? [entry] : [];
  });
  return {ok: true, inbound: [...alerts, ...(said.inbound ?? [])], wake: said.wake ?? []};
}

function parsed(raw: Buffer): Said | undefined {
  const text = raw.toString();
  if (/[[{]{20}/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Posts JSON to a hook. */
export async function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers}> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {'content-type': 'application/json', ...headers},
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return {status: response.status, body: (await response.json()) as Record<string, unknown>, headers: response.headers};
}
