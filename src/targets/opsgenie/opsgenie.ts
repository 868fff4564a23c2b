import {defineTarget, type MadeTarget} from '../define-target.js';
import type {HttpAnswer} from '../http/answer.js';
import {basicAccess} from '../http/basic-access.js';
import {http} from '../http/http.js';
import type {RefusalWords} from '../http/refusal.js';
import {type VendorApi, vendorApi} from '../http/vendor-api.js';
import {powersBut} from '../powers.js';
import {secretOf} from '../secret-of.js';
import {sendByVerb} from '../send-by-verb.js';
import type {SecretPlace, TargetTools} from '../target-kind.js';
import {alertActs, type OpsgenieSettings} from './acts.js';
import {type AlertDesk, jsmDesk, opsgenieDesk} from './alert-desk.js';
import {jsmOptions, opsgenieOptions} from './options.js';
import {findAlerts, onCallNow} from './queries.js';

const HOSTS = {us: 'https://api.opsgenie.com', eu: 'https://api.eu.opsgenie.com'};
const END = 'Opsgenie is switched off on 2027-04-05: move to Jira Service Management (kind `jsm`) before that';

/** Opsgenie, by the key of an API integration. */
export const opsgenie = defineTarget({
  kind: 'opsgenie',
  options: opsgenieOptions,
  create(_, options, tools) {
    const root = `${options.url ?? HOSTS[options.region]}/v2`;
    const api = vendorApi({
      web: http({tools, timeout: options.timeout}),
      root,
      access: genieKey(options, tools),
      words,
    });
    return {
      ...alertTarget(opsgenieDesk(api), options, tools),
      powers: powersBut({}),
      async check(signal) {
        await api({path: '/alerts/count'}, signal);
        return `Opsgenie takes this key. ${END}.`;
      },
    };
  },
});

const NO_ACCOUNT = 'the key of an integration does not open it; it needs `account:` with cloud_id, email and token';

/** Jira Service Management's operations: where Opsgenie's alerts live on. */
export const jsm = defineTarget({
  kind: 'jsm',
  options: jsmOptions,
  create(_, options, tools) {
    const {url, timeout, account} = options;
    const web = http({tools, timeout});
    const events = vendorApi({web, root: `${url}/jsm/ops/integration/v2`, access: genieKey(options, tools), words});
    const whole = account && accountApi(account, `${url}/jsm/ops/api/${encodeURIComponent(account.cloud_id)}/v1`);
    const missing = whole === undefined ? NO_ACCOUNT : undefined;
    return {
      ...alertTarget(jsmDesk(events, whole), options, tools),
      powers: powersBut({release: missing, escalate: missing, update: missing, find: missing, 'on-call': missing}),
      async check(signal) {
        // What became of a request that never was: a key that is taken gets a 404.
        await events({path: '/alerts/requests/00000000-0000-0000-0000-000000000000', also: [404]}, signal);
        if (whole === undefined) return 'Jira Service Management takes this key.';
        await whole({path: '/alerts', query: {size: '1'}}, signal);
        return 'Jira Service Management takes this key and this account.';
      },
    };

    function accountApi({email, token: place}: NonNullable<typeof account>, root: string): VendorApi {
      return vendorApi({
        web,
        root,
        words,
        access: async () => basicAccess(email, await secretOf(tools, place, 'account.token')),
      });
    }
  },
});

/** What both vendors do alike. */
function alertTarget(
  desk: AlertDesk,
  settings: OpsgenieSettings,
  {clock}: TargetTools,
): Pick<MadeTarget, 'repeats' | 'send' | 'find' | 'onCall'> {
  const {whole} = desk;
  const send = sendByVerb(alertActs(desk, settings, clock));
  if (whole === undefined) return {repeats: 'key', send};
  return {
    repeats: 'key',
    send,
    find: (threads, signal) => findAlerts(whole, threads, signal),
    onCall: (at, signal) => onCallNow(whole, {names: settings.schedules, at}, signal),
  };
}

function genieKey({api_key: place}: {readonly api_key: SecretPlace}, tools: TargetTools) {
  return async () => {
    const key = await secretOf(tools, place, 'api_key');
    return {headers: {authorization: `GenieKey ${key}`}, secrets: [key]};
  };
}

/** When it is too much, the vendor says for how long in a header of its own. */
function words(answer: HttpAnswer): RefusalWords {
  if (answer.status === 402) {
    return {kind: 'refused', hint: 'The plan of the account does not allow this; ask who administers it.'};
  }
  const seconds = Number(answer.header('x-ratelimit-period-in-sec'));
  if (answer.status !== 429 || answer.retryAfter !== undefined || !(seconds > 0)) return {};
  return {retryAfter: seconds * 1_000};
}
