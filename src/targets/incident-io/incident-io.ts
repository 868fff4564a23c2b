import * as v from 'valibot';
import {text} from '../../lib/option-parts.js';
import {plainText} from '../../lib/plain-text.js';
import {defineTarget, type MadeTarget} from '../define-target.js';
import {type Http, http, readAnswer} from '../http/http.js';
import {type VendorApi, vendorApi} from '../http/vendor-api.js';
import {httpEntries, secretPlace} from '../option-entries.js';
import {powersBut} from '../powers.js';
import {secretOf} from '../secret-of.js';
import {sendByVerb} from '../send-by-verb.js';
import {severityNames} from '../severity-names.js';
import type {SecretPlace, TargetTools} from '../target-kind.js';
import {alertActs, findAlerts} from './alerts.js';
import {escalation} from './escalations.js';
import {incidentActs} from './incidents.js';
import {onCallAt} from './schedules.js';

const options = v.pipe(
  v.strictObject(
    {
      /** For everything but alert events. */
      api_key: v.optional(secretPlace),
      /** An HTTP alert source: with it a page is an alert event, without it an incident. */
      source: v.optional(v.strictObject({id: text, token: secretPlace})),
      visibility: v.optional(v.picklist(['public', 'private'], 'write public or private'), 'public'),
      /** Id of the type of the incidents. */
      type: v.optional(text),
      severities: severityNames,
      /** Name of the status that stands for resolved. */
      resolved_status: v.optional(text),
      /** Ids of escalation paths, level 1 first. */
      levels: v.optional(v.array(text), []),
      ...httpEntries('https://api.incident.io'),
    },
    'write {kind: incident-io, api_key: {env: NAME}} or {kind: incident-io, source: {id: ID, token: {env: NAME}}}',
  ),
  v.check(({api_key, source}) => (api_key ?? source) !== undefined, 'give an api_key, a source, or both'),
);

type Options = v.InferOutput<typeof options>;
type Acts = Pick<MadeTarget, 'powers' | 'send' | 'find' | 'onCall'>;

const NO_KEY = 'it needs an `api_key`';
const NO_ACK = 'incident.io takes acknowledgements of its pages only in its app';
const NO_NOTE = "incident.io's API takes no notes; an update tells the channel of an incident";
const NO_UPDATE = 'an alert event of the same key does not change the text that was sent first';

/** incident.io: pages by alert events, or declares incidents. */
export const incidentIo = defineTarget({
  kind: 'incident-io',
  options,
  create(_, settings, tools) {
    const web = http({tools, timeout: settings.timeout});
    const {url, api_key: place, source} = settings;
    const api = place && bearer({web, root: url, key: 'api_key', place}, tools);
    const events = source && bearer({web, root: url, key: 'source.token', place: source.token}, tools);
    return {
      repeats: 'key',
      budget: {requests: 1_200, per: 60_000, account: `${url} ${JSON.stringify(place ?? source?.token)}`},
      ...(events && source
        ? byAlerts({events, source: source.id}, api, settings)
        : byIncidents(demanded(api), settings)),
      async check(signal) {
        const said = [
          ...(api === undefined ? [] : [await checkedKey(api, signal)]),
          ...(events && source ? [await checkedSource(events, source.id, signal)] : []),
        ];
        return said.join(' ');
      },
    };
  },
});

function byIncidents(api: VendorApi, settings: Options): Acts {
  const {find, ...acts} = incidentActs(api, settings);
  return {
    powers: powersBut({ack: NO_ACK, release: NO_ACK, note: NO_NOTE}),
    send: sendByVerb({...acts, escalate: escalation(api, settings.levels)}),
    find,
    onCall: (at, signal) => onCallAt(api, at, signal),
  };
}

function byAlerts(
  {events, source}: {readonly events: VendorApi; readonly source: string},
  api: VendorApi | undefined,
  {levels}: Options,
): Acts {
  const acts = alertActs(events, sourcePath(source));
  const common = {ack: NO_ACK, release: NO_ACK, note: NO_NOTE, update: NO_UPDATE};
  if (api === undefined) {
    const powers = powersBut({...common, escalate: NO_KEY, find: NO_KEY, 'on-call': NO_KEY});
    return {powers, send: sendByVerb(acts)};
  }
  return {
    powers: powersBut(common),
    send: sendByVerb({...acts, escalate: escalation(api, levels)}),
    find: (threads, signal) => findAlerts(api, threads, signal),
    onCall: (at, signal) => onCallAt(api, at, signal),
  };
}

const identity = v.looseObject({identity: v.looseObject({name: v.nullish(v.string(), '')})});

async function checkedKey(api: VendorApi, signal: AbortSignal): Promise<string> {
  const {name} = readAnswer(await api({path: '/v1/identity'}, signal), identity).identity;
  return `The API key ${plainText(name || 'without a name', {maxLength: 100})} is taken by incident.io.`;
}

/** The end of what never fired is taken, and pages nobody. */
async function checkedSource(events: VendorApi, source: string, signal: AbortSignal): Promise<string> {
  const json = {status: 'resolved', title: 'Watchkeeper checks this source', deduplication_key: 'watchkeeper-check'};
  await events({method: 'POST', path: sourcePath(source), json}, signal);
  return 'Its alert events are taken: the source and its token are right.';
}

function sourcePath(source: string): string {
  return `/v2/alert_events/http/${encodeURIComponent(source)}`;
}

function bearer(
  {
    web,
    root,
    key,
    place,
  }: {readonly web: Http; readonly root: string; readonly key: string; readonly place: SecretPlace},
  tools: TargetTools,
): VendorApi {
  return vendorApi({
    web,
    root,
    async access() {
      const token = await secretOf(tools, place, key);
      return {headers: {authorization: `Bearer ${token}`}, secrets: [token]};
    },
  });
}

/** The options demand one of both. */
function demanded(api: VendorApi | undefined): VendorApi {
  if (api !== undefined) return api;
  throw new TypeError('incident.io without an api_key and without a source.');
}
