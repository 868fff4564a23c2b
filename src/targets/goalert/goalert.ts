import * as v from 'valibot';
import type {TargetRequest} from '../../core/escalation/target.js';
import {httpUrl} from '../../lib/option-parts.js';
import {defineTarget} from '../define-target.js';
import {http} from '../http/http.js';
import {vendorApi} from '../http/vendor-api.js';
import {httpEntries, secretPlace} from '../option-entries.js';
import {powersBut} from '../powers.js';
import {secretOf} from '../secret-of.js';
import {shortKey} from '../short-key.js';
import {type Fitter, fitter} from '../text/fit.js';
import {messageText} from '../text/message-text.js';
import {remarked} from '../text/remarked.js';

const {timeout} = httpEntries('');

const options = v.strictObject(
  {
    /** Of the site: there is no common one. */
    url: httpUrl,
    token: secretPlace,
    timeout,
  },
  'write {kind: goalert, url: https://goalert.example, token: {env: NAME}}',
);

const LONGEST = {summary: 1_024, details: 6_144, dedup: 512};

/** An older GoAlert says nothing of its alert. */
const made = v.looseObject({AlertID: v.optional(v.number()), IsNew: v.optional(v.boolean())});

const GENERIC = "GoAlert's generic API only creates and closes alerts";

/** GoAlert, by the integration key of a service's generic API. */
export const goalert = defineTarget({
  kind: 'goalert',
  options,
  create(_, {url: site, token: place, timeout}, tools) {
    const root = site.replace(/\/+$/, '');
    const api = vendorApi({
      web: http({tools, timeout}),
      root,
      async access() {
        const token = await secretOf(tools, place, 'token');
        return {headers: {authorization: `Bearer ${token}`}, secrets: [token]};
      },
    });
    return {
      powers: powersBut({
        ack: GENERIC,
        release: GENERIC,
        escalate: GENERIC,
        note: GENERIC,
        update: `${GENERIC}; the text of an alert stays as it was created`,
        find: GENERIC,
        'on-call': GENERIC,
      }),
      repeats: 'key',
      async send(request, {signal}) {
        const fit = fitter();
        const answer = await api(
          {method: 'POST', path: '/api/v2/generic/incoming', json: bodyOf(request, fit)},
          signal,
        );
        const said = v.safeParse(made, answer.json);
        const {AlertID: id, IsNew: isNew} = said.success ? said.output : {};
        return {
          ...(id ? {ref: {id: String(id)}, url: `${root}/alerts/${id}`} : {}),
          ...(request.verb === 'create' && isNew === false ? {existed: true} : {}),
          ...remarked(fit.remark()),
        };
      },
      async check(signal) {
        // Closing what was never opened is taken, and pages nobody.
        const json = {summary: 'Watchkeeper checks this key', dedup: 'watchkeeper-check', action: 'close'};
        await api({method: 'POST', path: '/api/v2/generic/incoming', json}, signal);
        return 'GoAlert takes alerts with this key.';
      },
    };
  },
});

/** Without a dedup of ours GoAlert would take the texts for one, and another text would open another alert. */
function bodyOf({verb, thread, message}: TargetRequest, fit: Fitter): unknown {
  return {
    summary: fit.fit('the summary', message.title, LONGEST.summary),
    details: fit.fit('the details', messageText(message), LONGEST.details),
    dedup: shortKey(thread, LONGEST.dedup),
    ...(verb === 'resolve' ? {action: 'close'} : {}),
  };
}
