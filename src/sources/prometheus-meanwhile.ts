import type {MeanwhileAlert} from '../core/handoff/unwatched-hours.js';
import type {Clock} from '../core/ports.js';
import {exactText} from '../lib/exact-text.js';
import {badBody, refusal} from './http/refusal.js';
import type {PrometheusOptions} from './prometheus.js';
import {prometheusClient} from './prometheus-client.js';

const DEADLINE = 10_000;
const BIGGEST_BODY = 16 * 1024 * 1024;
/** Alerts are looked for this often, ms, and so many times at most: one that was shorter may be missed. */
const STEP = 15_000;
const MOST_STEPS = 2_880;

const FIRING = 'ALERTS{alertstate="firing"}';

/** What a Prometheus saw fire between two moments, Unix ms: of each alert, when first and when last. Rejects with SourceError. */
export async function firedMeanwhile(
  options: Omit<PrometheusOptions, 'range' | 'points'>,
  {from, to}: {readonly from: number; readonly to: number},
  {clock, signal}: {readonly clock: Pick<Clock, 'now'>; readonly signal: AbortSignal},
): Promise<readonly MeanwhileAlert[]> {
  const asks = prometheusClient(options, clock);
  const length = Math.max(1_000, to - from);
  const step = Math.max(STEP, Math.ceil(length / MOST_STEPS / 1_000) * 1_000);
  // One answer of one size for each alert, however long the time was: its values in full would be megabytes.
  const span = `[${Math.ceil(length / 1_000)}s:${step / 1_000}s]`;
  const each = (what: string) => `${what}_over_time(timestamp(${FIRING})${span})`;
  const query = `label_replace(${each('min')}, "wk_bound", "first", "", "") or label_replace(${each('max')}, "wk_bound", "last", "", "")`;
  const search = new URLSearchParams({query, time: String(to / 1_000), timeout: `${DEADLINE}ms`});
  const call = {path: `/query?${search}`, deadline: DEADLINE, cap: BIGGEST_BODY};
  try {
    const answer = await asks.call(call, signal);
    const asked = {...asks.asked(call), url: asks.asked({...call, path: '/query'}).url};
    if (answer.status < 200 || answer.status > 299) throw refusal(answer, asked);
    const found = boundsIn(answer.text);
    if (found === undefined) throw badBody(answer, asked);
    // What ended before is seen for as long as its last value stands.
    return found.filter(one => one.to >= from);
  } finally {
    await asks.close();
  }
}

interface Sample {
  readonly metric?: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
}

function boundsIn(text: string): readonly MeanwhileAlert[] | undefined {
  try {
    const body = JSON.parse(text) as {data?: {resultType?: string; result?: unknown}};
    const {resultType, result} = body.data ?? {};
    return resultType === 'vector' && Array.isArray(result) ? paired(result) : undefined;
  } catch {
    return undefined;
  }
}

function paired(samples: readonly Sample[]): readonly MeanwhileAlert[] {
  const alerts = new Map<string, {labels: Readonly<Record<string, string>>; from: number; to: number}>();
  for (const {metric = {}, value} of samples) {
    const at = Math.round(Number(value?.[1]) * 1_000);
    if (!Number.isFinite(at)) continue;
    const {wk_bound: bound, alertstate: _state, __name__: _name, ...rest} = metric;
    const labels = Object.fromEntries(Object.entries(rest).map(([name, text]) => [exactText(name), exactText(text)]));
    const key = JSON.stringify(Object.entries(labels).sort());
    const alert = alerts.get(key) ?? {labels, from: at, to: at};
    alerts.set(key, bound === 'first' ? {...alert, from: at} : {...alert, to: at});
  }
  return [...alerts.values()];
}
