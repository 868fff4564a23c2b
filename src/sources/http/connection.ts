import * as v from 'valibot';
import {address} from './address.js';

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'));

/** An http or https URL; the scheme may be left out. */
export const serverUrl = v.pipe(text, v.check(isServerUrl, 'must be a URL like http://alertmanager.example:9093'));

/** How to reach a server, secrets already resolved. `ca`, `cert` and `key` are PEM text or the path of a PEM file. */
export const connectionEntries = {
  auth: v.optional(
    v.union([
      v.strictObject({basic: v.strictObject({user: v.string(), password: v.string()})}),
      v.strictObject({bearer: text}),
    ]),
  ),
  tls: v.optional(
    v.strictObject({
      ca: v.optional(text),
      cert: v.optional(text),
      key: v.optional(text),
      serverName: v.optional(text),
      insecure: v.optional(v.boolean()),
    }),
  ),
  proxy: v.optional(v.pipe(text, v.check(isServerUrl, 'must be the URL of an HTTP proxy'))),
  headers: v.optional(v.record(v.string(), v.string())),
};

const connection = v.object(connectionEntries);

/** How to reach a server: credentials, certificates, proxy and extra headers. */
export type Connection = v.InferOutput<typeof connection>;

function isServerUrl(url: string): boolean {
  try {
    const {origin} = address(url);
    return origin !== 'null';
  } catch {
    return false;
  }
}
