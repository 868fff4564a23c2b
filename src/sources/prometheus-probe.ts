import type {Labels} from '../core/alert/alert.js';
import {type Clock, SourceError} from '../core/ports.js';
import {exactText} from '../lib/exact-text.js';
import {plainText} from '../lib/plain-text.js';
import type {Client} from './http/client.js';
import {badBody, refusal} from './http/refusal.js';
import type {PrometheusOptions} from './prometheus.js';
import {prometheusClient} from './prometheus-client.js';

/** What a Prometheus says of itself. */
export interface PrometheusState {
  /** How long its query took, ms. */
  readonly latency: number;
  /** Absent where it does not say, as some servers with the same API do not. */
  readonly version?: string;
  /** What fires there, an element for each set of the labels below that it fires with. */
  readonly firing: readonly Labels[];
}

/** Labels that tell one alert from another and that a relabelling on the way to Alertmanager seldom touches. */
const TELLING = ['alertname', 'job', 'instance', 'service', 'namespace'] as const;

const DEADLINE = 5_000;
const BIGGEST_BODY = 16 * 1024 * 1024;

/** Asks a Prometheus once whether it answers queries, what it is, and what fires there. Rejects with SourceError. */
export async function probePrometheus(
  options: Omit<PrometheusOptions, 'range' | 'points'>,
  {clock, signal}: {readonly clock: Pick<Clock, 'now' | 'monotonic'>; readonly signal: AbortSignal},
): Promise<PrometheusState> {
  const asks = prometheusClient(options, clock);
  try {
    const begun = clock.monotonic();
    const firing = await firingIn(asks, signal);
    const latency = Math.round(clock.monotonic() - begun);
    const version = await versionOf(asks, signal);
    return {latency, firing, ...(version === undefined ? {} : {version})};
  } finally {
    await asks.close();
  }
}

async function firingIn(asks: Client, signal: AbortSignal): Promise<readonly Labels[]> {
  const query = `count by (${TELLING.join(', ')}) (ALERTS{alertstate="firing"})`;
  const call = {path: `/query?${new URLSearchParams({query})}`, deadline: DEADLINE, cap: BIGGEST_BODY};
  const answer = await asks.call(call, signal);
  const asked = {...asks.asked(call), url: asks.asked({...call, path: '/query'}).url};
  if (answer.status === 404) {
    throw new SourceError('bad-answer', `${asked.name} knows no ${asked.url} (404).`, {
      hint: 'Check the URL and its prefix under `prometheus`: <url>/api/v1/query must answer.',
    });
  }
  if (answer.status < 200 || answer.status > 299) throw refusal(answer, asked);
  const found = vectorIn(answer.text);
  if (found === undefined) throw badBody(answer, asked);
  return found;
}

function vectorIn(text: string): readonly Labels[] | undefined {
  try {
    const body = JSON.parse(text) as {data?: {resultType?: string; result?: unknown}};
    const {resultType, result} = body.data ?? {};
    if (resultType !== 'vector' || !Array.isArray(result)) return undefined;
    return result.map(({metric}: {readonly metric?: Labels}) =>
      Object.fromEntries(Object.entries(metric ?? {}).map(([name, value]) => [exactText(name), exactText(value)])),
    );
  } catch {
    return undefined;
  }
}

/** Only the query API is needed: a server without this one is as good. */
async function versionOf(asks: Client, signal: AbortSignal): Promise<string | undefined> {
  try {
    const {status, text} = await asks.call({path: '/status/buildinfo', deadline: DEADLINE}, signal);
    const version = status === 200 ? (JSON.parse(text) as {data?: {version?: unknown}}).data?.version : undefined;
    return typeof version === 'string' && version !== '' ? plainText(version) : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
