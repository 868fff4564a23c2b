import * as v from 'valibot';
import type {Alert, Labels} from '../core/alert/alert.js';
import type {Clock, Lookups, Series} from '../core/ports.js';
import {exactText} from '../lib/exact-text.js';
import {plainText} from '../lib/plain-text.js';
import type {Client} from './http/client.js';
import {connectionEntries, serverUrl} from './http/connection.js';
import {badBody, refusal} from './http/refusal.js';
import {prometheusClient} from './prometheus-client.js';
import {measuredSide, ruleExpression} from './prometheus-expression.js';

/** A Prometheus (or anything that answers its query API), secrets already resolved, durations in ms. */
export const prometheusOptions = v.strictObject({
  url: serverUrl,
  /** How far back the curve goes. */
  range: v.optional(v.pipe(v.number(), v.integer(), v.minValue(60_000)), 3_600_000),
  /** How many values it has. */
  points: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(500)), 60),
  ...connectionEntries,
});

export type PrometheusOptions = v.InferOutput<typeof prometheusOptions>;

const DEADLINE = 5_000;
const BIGGEST_BODY = 16 * 1024 * 1024;
const LONGEST_EXPRESSION = 4_096;

interface RawSeries {
  readonly metric: Labels;
  readonly values: readonly (readonly [number, string])[];
}

/** Looks up the curve behind an alert. Rejects with SourceError; undefined when the alert names no expression. */
export function prometheus(
  options: PrometheusOptions,
  deps: {readonly clock: Pick<Clock, 'now'>},
): Required<Pick<Lookups, 'series'>> & {close(): Promise<void>} {
  const asks = prometheusClient(options, deps.clock);
  return {
    async series(alert, signal) {
      const rule = ruleExpression(alert);
      if (rule === undefined || rule.length > LONGEST_EXPRESSION) return undefined;
      const expr = measuredSide(rule);
      const step = Math.max(1_000, Math.round(options.range / (options.points - 1) / 1_000) * 1_000);
      // Up to now, not to a round time: what has just fired is what one looks for.
      const to = Math.floor(deps.clock.now() / 1_000) * 1_000;
      const span = {from: to - step * (options.points - 1), to, step};
      const raw = bestMatch(await queryRange(asks, {expr, ...span}, signal), alert);
      const values = raw === undefined ? [] : spaced(raw, {...span, points: options.points});
      return {expr: plainText(expr), from: span.from, to: span.to, values} satisfies Series;
    },
    close: () => asks.close(),
  };
}

async function queryRange(
  asks: Client,
  query: {readonly expr: string; readonly from: number; readonly to: number; readonly step: number},
  signal: AbortSignal,
): Promise<readonly RawSeries[]> {
  const search = new URLSearchParams({
    query: query.expr,
    start: String(query.from / 1_000),
    end: String(query.to / 1_000),
    step: String(query.step / 1_000),
    timeout: `${DEADLINE}ms`,
  });
  const call = {path: `/query_range?${search}`, deadline: DEADLINE, cap: BIGGEST_BODY};
  const answer = await asks.call(call, signal);
  const asked = {...asks.asked(call), url: asks.asked({...call, path: '/query_range'}).url};
  if (answer.status < 200 || answer.status > 299) throw refusal(answer, asked);
  const series = seriesIn(answer.text);
  if (series === undefined) throw badBody(answer, asked);
  return series;
}

function seriesIn(text: string): readonly RawSeries[] | undefined {
  try {
    const body = JSON.parse(text) as {data?: {resultType?: string; result?: unknown}};
    const {resultType, result} = body.data ?? {};
    return resultType === 'matrix' && Array.isArray(result) ? result : undefined;
  } catch {
    return undefined;
  }
}

/** The series the alert was made from: none of its labels differs, and most of them are the alert's. */
function bestMatch(all: readonly RawSeries[], alert: Alert): RawSeries | undefined {
  let best: RawSeries | undefined;
  let most = -1;
  for (const series of all) {
    const shared = sharedLabels(series.metric ?? {}, alert.labels);
    if (shared > most) [best, most] = [series, shared];
  }
  return best;
}

/** How many labels agree, -1 when one contradicts; a label the alert does not have tells nothing. */
function sharedLabels(metric: Labels, labels: Labels): number {
  let shared = 0;
  for (const [name, value] of Object.entries(metric)) {
    if (name === '__name__' || !Object.hasOwn(labels, name)) continue;
    if (labels[name] !== exactText(value)) return -1;
    shared++;
  }
  return shared;
}

function spaced(
  {values}: RawSeries,
  span: {readonly from: number; readonly step: number; readonly points: number},
): readonly number[] {
  const even = new Array<number>(span.points).fill(Number.NaN);
  for (const [at, text] of values) {
    const index = Math.round((at * 1_000 - span.from) / span.step);
    if (index >= 0 && index < even.length) even[index] = toNumber(text);
  }
  return even;
}

function toNumber(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  return Number(text);
}
