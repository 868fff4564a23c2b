import * as v from 'valibot';
import {flag, httpUrl, text} from '../../lib/option-parts.js';
import {defineTarget} from '../define-target.js';
import {type HttpAnswer, http} from '../http/http.js';
import type {RefusalWords} from '../http/refusal.js';
import {vendorApi} from '../http/vendor-api.js';
import {secretPlace, timeoutEntry} from '../option-entries.js';
import {powersBut} from '../powers.js';
import {secretOf} from '../secret-of.js';
import {sendByVerb} from '../send-by-verb.js';
import {groupActs} from './acts.js';

const options = v.pipe(
  v.strictObject(
    {
      /** Of the OnCall API, as its settings page shows it. */
      url: httpUrl,
      token: secretPlace,
      /** Of the Grafana that a service account's token is from. */
      grafana_url: v.optional(httpUrl),
      /** Id of the team that is paged. */
      team: v.optional(text),
      /** Ids of the users that are paged where there is no team. */
      users: v.optional(v.array(text), []),
      /** Ids of the users of each level, level 1 first. */
      levels: v.optional(v.array(v.array(text)), []),
      /** Whether people are told by their important rules. */
      important: v.optional(flag, true),
      ...timeoutEntry,
    },
    'write {kind: grafana-oncall, url: URL, token: {env: NAME}, team: ID}',
  ),
  v.check(({team, users}) => team !== undefined || users.length > 0, 'name a team, or users, to be paged'),
);

/** Grafana OnCall: pages people directly, and acts on the alert groups that come of it. */
export const grafanaOncall = defineTarget({
  kind: 'grafana-oncall',
  options,
  create(_, settings, tools) {
    const {url, token: place, grafana_url: grafana, timeout} = settings;
    const api = vendorApi({
      web: http({tools, timeout}),
      root: `${url.replace(/\/+$/, '')}/api/v1`,
      async access() {
        const token = await secretOf(tools, place, 'token');
        const from = grafana === undefined ? {} : {'x-grafana-url': grafana};
        return {headers: {authorization: token, ...from}, secrets: [token]};
      },
      words,
    });
    const {find, onCall, ...acts} = groupActs(api, settings);
    return {
      powers: powersBut({update: 'the text of an alert group stays as it was created; a note can be added'}),
      repeats: 'search',
      budget: {requests: 300, per: 300_000, account: `${url} ${JSON.stringify(place)}`},
      send: sendByVerb(acts),
      find,
      onCall,
      async check(signal) {
        await api({path: '/schedules/'}, signal);
        return 'Grafana OnCall takes this token; whether it may page shows with the first page.';
      },
    };
  },
});

/** Some tokens read everything and page nobody. */
function words({status}: HttpAnswer): RefusalWords {
  if (status !== 403) return {};
  return {
    hint: 'To page and to acknowledge, the token must be one of a user (Users and permissions, API tokens), not of a service.',
  };
}
