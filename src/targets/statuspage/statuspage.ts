import * as v from 'valibot';
import {flag, text} from '../../lib/option-parts.js';
import {plainText} from '../../lib/plain-text.js';
import {defineTarget} from '../define-target.js';
import {http, readAnswer} from '../http/http.js';
import {vendorApi} from '../http/vendor-api.js';
import {httpEntries, secretPlace} from '../option-entries.js';
import {powersBut} from '../powers.js';
import {secretOf} from '../secret-of.js';
import {sendByVerb} from '../send-by-verb.js';
import {pageActs} from './acts.js';

const impact = v.picklist(
  ['none', 'maintenance', 'minor', 'major', 'critical'],
  'write none, maintenance, minor, major or critical',
);

const options = v.strictObject(
  {
    api_key: secretPlace,
    /** Its id. */
    page: text,
    /** Whether those who subscribed are told. */
    deliver_notifications: v.optional(flag, true),
    /** Ids of the components that an incident is about. */
    components: v.optional(v.array(text), []),
    /** What they are while it lasts. */
    component_status: v.optional(
      v.picklist(
        ['degraded_performance', 'partial_outage', 'major_outage', 'under_maintenance'],
        'write degraded_performance, partial_outage, major_outage or under_maintenance',
      ),
      'partial_outage',
    ),
    /** What the page says of how bad it is, by severity; else the page finds it from the components. */
    impact: v.optional(
      v.strictObject({P1: v.optional(impact), P2: v.optional(impact), P3: v.optional(impact), P4: v.optional(impact)}),
      {},
    ),
    ...httpEntries('https://api.statuspage.io'),
  },
  'write {kind: statuspage, page: ID, api_key: {env: NAME}}',
);

const PUBLIC = 'a status page is for the public';

const named = v.looseObject({name: v.nullish(v.string(), '')});

/** A page that everybody reads. */
export const statuspage = defineTarget({
  kind: 'statuspage',
  options,
  create(_, settings, tools) {
    const {url, page, api_key: place, timeout} = settings;
    const api = vendorApi({
      web: http({tools, timeout}),
      root: `${url}/v1`,
      async access() {
        const key = await secretOf(tools, place, 'api_key');
        return {headers: {authorization: `OAuth ${key}`}, secrets: [key]};
      },
    });
    const {find, ...acts} = pageActs(api, page, settings);
    return {
      powers: powersBut({
        ack: `${PUBLIC} and knows no acknowledgement`,
        release: `${PUBLIC} and knows no acknowledgement`,
        escalate: `${PUBLIC} and pages nobody`,
        note: `${PUBLIC}: what is only for us has no place there`,
        'on-call': `${PUBLIC} and has no schedules`,
      }),
      repeats: 'search',
      budget: {requests: 1, per: 1_000, account: `${url} ${JSON.stringify(place)}`},
      send: sendByVerb(acts),
      find,
      async check(signal) {
        const {name} = readAnswer(await api({path: `/pages/${encodeURIComponent(page)}`}, signal), named);
        return `Statuspage takes this key for the page ${plainText(name || page, {maxLength: 100})}.`;
      },
    };
  },
});
