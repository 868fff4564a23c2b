import * as v from 'valibot';
import {text} from '../../lib/option-parts.js';
import {plainText} from '../../lib/plain-text.js';
import {defineTarget} from '../define-target.js';
import {type Http, http, readAnswer} from '../http/http.js';
import {refusal} from '../http/refusal.js';
import {vendorApi} from '../http/vendor-api.js';
import {httpEntries, secretPlace} from '../option-entries.js';
import {powersBut} from '../powers.js';
import {secretOf} from '../secret-of.js';
import {sendByVerb} from '../send-by-verb.js';
import {severityNames} from '../severity-names.js';
import {incidentActs} from './incidents.js';
import {signalActs} from './signals.js';

const options = v.strictObject(
  {
    api_key: secretPlace,
    /** With it a page is a signal, without it an incident; `{}` leaves it to the rules whom a signal is for. */
    signals: v.optional(
      v.strictObject({
        team_id: v.optional(text),
        escalation_policy_id: v.optional(text),
        on_call_schedule_id: v.optional(text),
        user_id: v.optional(text),
      }),
    ),
    /** Ids of escalation policies that signals go to, level 1 first. */
    levels: v.optional(v.array(text), []),
    severities: severityNames,
    priorities: severityNames,
    tags: v.optional(v.array(text), []),
    /** Ids of the teams of an incident. */
    teams: v.optional(v.array(text), []),
    ...httpEntries('https://api.firehydrant.io'),
  },
  'write {kind: firehydrant, api_key: {env: NAME}}',
);

const NO_SCHEDULES = 'what its API answers of schedules is not documented';
const NO_ACK = 'FireHydrant takes acknowledgements only in its app and its chat';
const SIGNAL = 'a signal of the same key changes nothing that was sent first';

/** FireHydrant: declares incidents, or pages by signals. */
export const firehydrant = defineTarget({
  kind: 'firehydrant',
  options,
  create(_, settings, tools) {
    const {url, api_key: place, timeout, signals: receiver, levels} = settings;
    const web = http({tools, timeout});
    const api = vendorApi({
      web,
      root: url,
      async access() {
        const key = await secretOf(tools, place, 'api_key');
        return {headers: {authorization: `Bearer ${key}`}, secrets: [key]};
      },
    });
    const check = async (signal: AbortSignal) => {
      const {actor, organization} = readAnswer(await api({path: '/v1/ping'}, signal), pong);
      const names = [actor?.name, organization?.name].map(name => plainText(name ?? '', {maxLength: 100}));
      return `FireHydrant takes this key (${names.filter(name => name !== '').join(', ') || 'without a name'}).`;
    };
    const signals = signalActs({api, post: signalPost(web), receiver: receiver ?? {}, levels});
    const noLevels = levels.length === 0 ? 'it needs the ids of escalation policies under `levels:`' : undefined;
    const common = {ack: NO_ACK, release: NO_ACK, escalate: noLevels, 'on-call': NO_SCHEDULES};
    if (receiver !== undefined) {
      const {find, ...acts} = signals;
      return {
        powers: powersBut({...common, note: SIGNAL, update: SIGNAL}),
        repeats: 'key',
        send: sendByVerb(acts),
        find,
        check,
      };
    }
    const {find, ...acts} = incidentActs(api, settings);
    const send = sendByVerb({...acts, escalate: signals.escalate});
    return {powers: powersBut(common), repeats: 'search', send, find, check};
  },
});

const name = v.nullish(v.looseObject({name: v.nullish(v.string())}));
const pong = v.looseObject({actor: name, organization: name});

/** Its address holds a token, which must not get into what is said. */
function signalPost(web: Http) {
  return async (address: string, json: unknown, signal: AbortSignal): Promise<void> => {
    const secrets = [address, ...new URL(address).pathname.split('/').filter(part => part.length >= 16)];
    const answer = await web.ask({method: 'POST', url: address, json, secrets, signal});
    if (answer.status < 200 || answer.status > 299) throw refusal(answer);
  };
}
