import * as v from 'valibot';
import {CLEAR_SECRET, flag, httpUrl, secret, text} from '../lib/option-parts.js';
import {headerName, headerValue} from './checks.js';

const SECRET_HEADERS = /^(authorization|proxy-authorization|cookie|x-api-key|x-auth-token)$/i;

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

/** How to reach an HTTP service. */
export const access = {
  auth: v.optional(auth),
  headers: v.optional(headers),
  tls: v.optional(tls),
  proxy: v.optional(httpUrl),
};

/** Of a target: what its kind makes of the rest is checked by the kind. */
export const target = v.looseObject(
  {kind: text, tls: v.optional(tls), proxy: v.optional(httpUrl)},
  'write {kind: slack, webhook: {env: NAME}}',
);
