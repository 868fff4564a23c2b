import * as v from 'valibot';
import {connectionEntries} from '../http/connection.js';

/** How to reach a feed, secrets already resolved. */
export const feedOptions = v.strictObject({
  /** `ws://`, `wss://`, `http://` or `https://`; without a path, the relay's own. */
  url: v.pipe(v.string(), v.nonEmpty('must not be empty')),
  /** `alertmanager`: each message is a webhook body of Alertmanager, and nothing is ever sent. */
  format: v.optional(v.picklist(['watchkeeper', 'alertmanager']), 'watchkeeper'),
  /** Name of the source of alerts that come in a foreign format. */
  source: v.optional(v.string(), 'feed'),
  auth: connectionEntries.auth,
  tls: connectionEntries.tls,
  headers: connectionEntries.headers,
});

export type FeedOptions = v.InferOutput<typeof feedOptions>;
