import * as v from 'valibot';
import type {AlertRule} from '../core/metrics/alert-rule.js';
import type {Clock} from '../core/ports.js';
import {exactText} from '../lib/exact-text.js';
import {address} from './http/address.js';
import {client} from './http/client.js';
import {badBody, refusal} from './http/refusal.js';
import type {PrometheusOptions} from './prometheus.js';

const DEADLINE = 10_000;
const BIGGEST_BODY = 16 * 1024 * 1024;

const texts = v.optional(v.record(v.string(), v.string()), {});
const ruleSchema = v.object({
  type: v.literal('alerting'),
  name: v.string(),
  query: v.string(),
  /** Seconds. */
  duration: v.optional(v.number(), 0),
  labels: texts,
  annotations: texts,
});
const bodySchema = v.object({data: v.object({groups: v.array(v.object({rules: v.array(v.unknown())}))})});

/** The rules of a Prometheus that make alerts. Rejects with SourceError. */
export async function alertRules(
  options: Omit<PrometheusOptions, 'range' | 'points'>,
  {clock, signal}: {readonly clock: Pick<Clock, 'now'>; readonly signal: AbortSignal},
): Promise<readonly AlertRule[]> {
  const asks = client({
    address: address(options.url),
    connection: options,
    root: '/api/v1',
    server: 'Prometheus',
    clock,
  });
  const call = {path: '/rules?type=alert', deadline: DEADLINE, cap: BIGGEST_BODY};
  try {
    const answer = await asks.call(call, signal);
    if (answer.status < 200 || answer.status > 299) throw refusal(answer, asks.asked(call));
    const rules = rulesIn(answer.text);
    if (rules === undefined) throw badBody(answer, asks.asked(call));
    return rules;
  } finally {
    await asks.close();
  }
}

function rulesIn(text: string): readonly AlertRule[] | undefined {
  const body = v.safeParse(v.pipe(v.string(), v.parseJson(), bodySchema), text);
  if (!body.success) return undefined;
  return body.output.data.groups.flatMap(({rules}) =>
    rules.flatMap(rule => {
      const {success, output} = v.safeParse(ruleSchema, rule);
      if (!success) return [];
      const {name, query, duration, labels, annotations} = output;
      return [
        {
          name: exactText(name),
          query: exactText(query),
          wait: duration * 1_000,
          labels: exact(labels),
          annotations: exact(annotations),
        },
      ];
    }),
  );
}

function exact(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(given).map(([name, text]) => [exactText(name), exactText(text)]));
}
