import * as v from 'valibot';
import {parseMatchers} from '../core/alert/matcher.js';
import {GRACE, headerName, headerValue, POLL, TIMEOUT, unlikeUrls} from './checks.js';
import {CLEAR_SECRET, flag, secret, sourceName, text} from './schema-parts.js';
import {isServerUrl} from './server-url.js';

const HTTP_URL = 'write a URL such as http://am-1:9093, without user and password (they belong into `auth`)';
const SECRET_HEADERS = /^(authorization|proxy-authorization|cookie|x-api-key|x-auth-token)$/i;

export const httpUrl = v.pipe(
  v.string(HTTP_URL),
  v.check(value => isHttpUrl(value), HTTP_URL),
  v.metadata({format: 'uri'}),
);

const auth = v.pipe(
  v.strictObject(
    {
      basic: v.optional(v.strictObject({user: text, password: secret}, 'write {user: NAME, password: {env: NAME}}')),
      bearer: v.optional(secret),
    },
    'write {bearer: {env: NAME}} or {basic: {user: NAME, password: {env: NAME}}}',
  ),
  v.check(value => (value.basic === undefined) !== (value.bearer === undefined), 'give one of basic and bearer'),
);

export const headers = v.pipe(
  v.record(
    headerName,
    v.union(
      [headerValue, secret],
      'write one line of text, or a secret as {env: NAME}, {file: PATH} or {command: [program]}',
    ),
    'write NAME: value',
  ),
  v.check(
    value => !Object.entries(value).some(([name, content]) => SECRET_HEADERS.test(name) && typeof content === 'string'),
    `a header that carries a secret: ${CLEAR_SECRET}`,
  ),
);

export const tls = v.strictObject(
  {
    ca: v.optional(text),
    cert: v.optional(text),
    key: v.optional(text),
    server_name: v.optional(text),
    insecure: v.optional(flag),
  },
  'write {ca: FILE, cert: FILE, key: FILE}',
);

/** How to reach a service over HTTP. */
export const access = {
  auth: v.optional(auth),
  headers: v.optional(headers),
  tls: v.optional(tls),
  proxy: v.optional(httpUrl),
};

/** One cluster of `alertmanagers`, and of `relay.alertmanagers`. */
export const alertmanager = v.strictObject(
  {
    name: v.optional(sourceName),
    urls: v.pipe(
      v.array(httpUrl, 'write a list: [http://am-1:9093]'),
      v.minLength(1, 'name at least one URL'),
      unlikeUrls,
      v.metadata({uniqueItems: true}),
    ),
    poll: v.optional(POLL),
    grace: v.optional(GRACE),
    timeout: v.optional(TIMEOUT),
    watchdog: v.optional(v.pipe(text, v.check(isMatchers, 'write matchers such as \'alertname="Watchdog"\''))),
    ...access,
  },
  'write {name: NAME, urls: [http://am-1:9093]}',
);

export function isHttpUrl(value: string): boolean {
  if (!isServerUrl(value)) {
    return false;
  }
  const url = new URL(value);
  return url.username === '' && url.password === '';
}

function isMatchers(value: string): boolean {
  const parsed = parseMatchers(value);
  return parsed.ok && parsed.matchers.length > 0;
}
