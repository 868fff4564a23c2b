import type {PresentRule} from '../core/metrics/present-rule.js';
import type {Clock} from '../core/ports.js';
import {exactText} from '../lib/exact-text.js';
import {badBody, refusal} from './http/refusal.js';
import type {PrometheusOptions} from './prometheus.js';
import {prometheusClient} from './prometheus-client.js';

const DEADLINE = 10_000;
const BIGGEST_BODY = 16 * 1024 * 1024;

/** The alerting rules that a Prometheus has now. Rejects with SourceError. */
export async function alertingRules(
  options: Omit<PrometheusOptions, 'range' | 'points'>,
  {clock, signal}: {readonly clock: Pick<Clock, 'now'>; readonly signal: AbortSignal},
): Promise<readonly PresentRule[]> {
  const asks = prometheusClient(options, clock);
  const call = {path: '/rules?type=alert', deadline: DEADLINE, cap: BIGGEST_BODY};
  try {
    const answer = await asks.call(call, signal);
    if (answer.status < 200 || answer.status > 299) throw refusal(answer, asks.asked(call));
    const found = rulesIn(answer.text);
    if (found === undefined) throw badBody(answer, asks.asked(call));
    return found;
  } finally {
    await asks.close();
  }
}

interface Group {
  readonly name?: unknown;
  readonly file?: unknown;
  readonly rules?: readonly Rule[];
}

interface Rule {
  readonly type?: unknown;
  readonly name?: unknown;
  readonly query?: unknown;
  readonly duration?: unknown;
  readonly keepFiringFor?: unknown;
  readonly labels?: unknown;
  readonly annotations?: unknown;
}

function rulesIn(text: string): readonly PresentRule[] | undefined {
  try {
    const body = JSON.parse(text) as {readonly data?: {readonly groups?: readonly Group[]}};
    const groups = body.data?.groups;
    if (!Array.isArray(groups)) return undefined;
    return groups.flatMap((group: Group) =>
      (group.rules ?? []).filter(({type}) => type === 'alerting').map(rule => ruleOf(rule, group)),
    );
  } catch {
    return undefined;
  }
}

function ruleOf({name, query, duration, keepFiringFor, labels, annotations}: Rule, group: Group): PresentRule {
  return {
    name: textOf(name),
    group: textOf(group.name),
    file: textOf(group.file),
    expr: textOf(query),
    for: Number(duration ?? 0) * 1_000,
    keepFiringFor: Number(keepFiringFor ?? 0) * 1_000,
    labels: textsOf(labels),
    annotations: textsOf(annotations),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? exactText(value) : '';
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries((value ?? {}) as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.map(([name, text]) => [textOf(name), textOf(text)]));
}
