import * as v from 'valibot';
import {connectionEntries, serverUrl} from '../http/connection.js';

const ms = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));

/** One Alertmanager cluster, secrets already resolved, durations in ms. */
export const alertmanagerOptions = v.strictObject({
  name: v.pipe(v.string(), v.nonEmpty('must not be empty')),
  /** The members of one cluster; alerts are read from all of them. */
  urls: v.pipe(v.array(serverUrl), v.minLength(1, 'needs at least one URL')),
  poll: v.optional(ms(200), 5_000),
  /** How long one request may take before it counts as failed; grows by itself when lists are slow. */
  timeout: v.optional(ms(100), 10_000),
  /** How long an alert must be gone before it counts as resolved; by default max(60 s, 2 x poll). */
  grace: v.optional(ms(0)),
  ...connectionEntries,
});

export type AlertmanagerOptions = v.InferOutput<typeof alertmanagerOptions>;

const LEAST_GRACE = 60_000;

export function graceOf(options: Pick<AlertmanagerOptions, 'grace' | 'poll'>): number {
  return options.grace ?? Math.max(LEAST_GRACE, 2 * options.poll);
}
