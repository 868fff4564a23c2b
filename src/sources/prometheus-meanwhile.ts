import type {MeanwhileAlert, SeenMeanwhile} from '../core/handoff/unwatched-hours.js';
import type {Clock} from '../core/ports.js';
import {exactText} from '../lib/exact-text.js';
import {badBody, refusal} from './http/refusal.js';
import type {PrometheusOptions} from './prometheus.js';
import {prometheusClient} from './prometheus-client.js';

const DEADLINE = 10_000;
const BIGGEST_BODY = 16 * 1024 * 1024;
/** Alerts are looked for this often, s, and so many times at most: one that was shorter may be missed. */
const FINEST = 1;
const MOST_STEPS = 2_880;
/** Rules are seldom looked at more often than this, s: only what is wider misses what is there. */
const COARSE = 15;

const FIRING = 'ALERTS{alertstate="firing"}';

/**
 * What a Prometheus saw fire between two moments, Unix ms: of each time that an alert did, when it was first and last seen.
 * Rejects with SourceError.
 */
export async function firedMeanwhile(
  options: Omit<PrometheusOptions, 'range' | 'points'>,
  {from, to}: Span,
  {clock, signal}: {readonly clock: Pick<Clock, 'now'>; readonly signal: AbortSignal},
): Promise<SeenMeanwhile> {
  const asks = prometheusClient(options, clock);
  const start = Math.floor(from / 1_000);
  const length = Math.max(1, Math.ceil(to / 1_000) - start);
  const step = Math.max(FINEST, Math.ceil(length / MOST_STEPS));
  const end = start + Math.ceil(length / step) * step;
  const query = boundsQuery(start, step);
  const search = new URLSearchParams({query, start: `${start}`, end: `${end}`, step: `${step}`});
  search.set('timeout', `${DEADLINE}ms`);
  const call = {path: `/query_range?${search}`, deadline: DEADLINE, cap: BIGGEST_BODY};
  try {
    const answer = await asks.call(call, signal);
    const asked = {...asks.asked(call), url: asks.asked({...call, path: '/query_range'}).url};
    if (answer.status < 200 || answer.status > 299) throw refusal(answer, asked);
    const alerts = timesIn(answer.text, {from, to});
    if (alerts === undefined) throw badBody(answer, asked);
    return {alerts, ...(step > COARSE ? {step: step * 1_000} : {})};
  } finally {
    await asks.close();
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * When each alert begins and ends to fire, and no more: their values in full would be megabytes. What fires at the start
 * begins there.
 */
function boundsQuery(start: number, step: number): string {
  const before = `${FIRING} offset ${step}s`;
  const begins = `(timestamp(${FIRING}) unless ${before}) or (timestamp(${FIRING}) and on() (vector(time()) == ${start}))`;
  const ends = `timestamp(${before}) unless ${FIRING}`;
  const named = (what: string, bound: string) => `label_replace(${what}, "wk_bound", "${bound}", "", "")`;
  return `${named(begins, 'first')} or ${named(ends, 'last')}`;
}

interface Series {
  readonly metric?: Readonly<Record<string, string>>;
  readonly values?: readonly (readonly [number, string])[];
}

function timesIn(text: string, span: Span): readonly MeanwhileAlert[] | undefined {
  try {
    const body = JSON.parse(text) as {data?: {resultType?: string; result?: unknown}};
    const {resultType, result} = body.data ?? {};
    if (resultType !== 'matrix' || !Array.isArray(result)) return undefined;
    return [...boundsOf(result).values()].flatMap(({labels, bounds}) =>
      timesBetween(bounds, span).map(time => ({labels, ...time})),
    );
  } catch {
    return undefined;
  }
}

/** At `asked`, Unix s, it had begun or ended since the step before; `at` is when it was seen, Unix ms. */
interface Bound {
  readonly asked: number;
  readonly is: 'first' | 'last';
  readonly at: number;
}

function boundsOf(series: readonly Series[]) {
  const alerts = new Map<string, {readonly labels: Readonly<Record<string, string>>; readonly bounds: Bound[]}>();
  for (const {metric = {}, values = []} of series) {
    const {wk_bound: bound, alertstate: _state, __name__: _name, ...rest} = metric;
    const labels = Object.fromEntries(Object.entries(rest).map(([name, text]) => [exactText(name), exactText(text)]));
    const key = JSON.stringify(Object.entries(labels).sort());
    const alert = alerts.get(key) ?? {labels, bounds: []};
    alerts.set(key, alert);
    for (const [asked, seconds] of values) {
      const at = Math.round(Number(seconds) * 1_000);
      if (Number.isFinite(at)) alert.bounds.push({asked, is: bound === 'first' ? 'first' : 'last', at});
    }
  }
  return alerts;
}

/** Each time from a begin to the end after it, within the span; what has no end there goes on. */
function timesBetween(bounds: readonly Bound[], {from, to}: Span): readonly Span[] {
  const times: Span[] = [];
  let begun: number | undefined;
  const end = (at: number) => {
    if (begun !== undefined && at >= from && begun <= to)
      times.push({from: Math.max(from, begun), to: Math.min(to, at)});
    begun = undefined;
  };
  for (const {is, at} of [...bounds].sort((a, b) => a.asked - b.asked)) {
    if (is === 'first') begun ??= at;
    else end(Math.max(at, begun ?? at));
  }
  end(to);
  return times;
}
