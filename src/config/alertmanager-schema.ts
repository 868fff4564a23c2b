import * as v from 'valibot';
import {parseMatchers} from '../core/alert/matcher.js';
import {httpUrl, sourceName, text} from '../lib/option-parts.js';
import {access} from './access-schema.js';
import {GRACE, POLL, TIMEOUT, unlikeUrls} from './checks.js';

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

function isMatchers(value: string): boolean {
  const parsed = parseMatchers(value);
  return parsed.ok && parsed.matchers.length > 0;
}
