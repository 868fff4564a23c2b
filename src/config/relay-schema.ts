import * as v from 'valibot';
import {secret, sourceName, text} from '../lib/option-parts.js';
import {alertmanager} from './alertmanager-schema.js';
import {LEASE, REMIND} from './checks.js';

/** What a hook wants to be told beside this is checked by the hook. */
const hook = v.looseObject(
  {
    name: v.optional(sourceName),
    resolve_after: v.optional(REMIND),
    secrets: v.optional(v.array(secret, 'write a list: [{env: NAME}]')),
  },
  'write {name: NAME}',
);

/** The section for `wk relay`. */
export const relay = v.strictObject(
  {
    listen: v.optional(v.pipe(text, v.regex(/^.+:\d{1,5}$/, 'write HOST:PORT, such as 127.0.0.1:9095'))),
    token: v.optional(secret),
    origins: v.optional(v.array(text, 'write a list: [https://wall.example]')),
    tls: v.optional(v.strictObject({cert: text, key: text}, 'write {cert: FILE, key: FILE}')),
    redis: v.optional(
      v.strictObject(
        {url: text, password: v.optional(secret)},
        'write {url: redis://redis:6379, password: {env: NAME}}',
      ),
    ),
    lease: v.optional(LEASE),
    alertmanagers: v.optional(v.array(alertmanager, 'write a list: [{name: NAME, urls: [http://am-1:9093]}]')),
    hooks: v.optional(
      v.strictObject(
        {
          alertmanager: v.optional(hook),
          events: v.optional(hook),
          grafana: v.optional(hook),
          elastalert: v.optional(hook),
          datadog: v.optional(hook),
          pagerduty: v.optional(hook),
          change: v.optional(hook),
          generic: v.optional(v.record(sourceName, hook, 'write NAME: {alerts: /alerts, labels: {alertname: /title}}')),
        },
        'write {grafana: {secrets: [{env: NAME}]}}',
      ),
    ),
  },
  'write {listen: HOST:PORT, token: {file: PATH}}',
);
