import * as v from 'valibot';
import {type Target, TargetError} from '../../core/escalation/target.js';
import {httpUrl, text} from '../../lib/option-parts.js';
import {defineTarget} from '../define-target.js';
import {type Http, http} from '../http/http.js';
import {type VendorApi, vendorApi} from '../http/vendor-api.js';
import {httpEntries, secretPlace} from '../option-entries.js';
import {powersBut} from '../powers.js';
import {secretOf} from '../secret-of.js';
import {sendByVerb} from '../send-by-verb.js';
import type {TargetTools} from '../target-kind.js';
import {demandSuccess, eventActs} from './events.js';
import {publicApi} from './incidents.js';

const options = v.strictObject(
  {
    /** Of the REST integration. */
    api_key: secretPlace,
    routing_key: text,
    /** For what events cannot: finding, escalating, who is on call. */
    api: v.optional(
      v.strictObject({
        url: v.optional(httpUrl, 'https://api.victorops.com'),
        id: text,
        key: secretPlace,
        /** The user in whose name is escalated. */
        user: text,
      }),
    ),
    /** Slugs of escalation policies, level 1 first. */
    levels: v.optional(v.array(text), []),
    ...httpEntries('https://alert.victorops.com'),
  },
  'write {kind: splunk-oncall, api_key: {env: NAME}, routing_key: NAME}',
);

const NO_RELEASE = 'Splunk On-Call takes no acknowledgement back; escalating calls somebody again';
const NO_API = 'events cannot; it needs `api:` with id, key and user';

type Options = v.InferOutput<typeof options>;

/** Splunk On-Call, formerly VictorOps: by its REST endpoint, and its public API where that is configured. */
export const splunkOncall = defineTarget({
  kind: 'splunk-oncall',
  options,
  create(_, settings, tools) {
    const web = http({tools, timeout: settings.timeout});
    const post = poster(web, settings, tools);
    const common = {
      repeats: 'key',
      async check(signal: AbortSignal) {
        // The end of what never was is taken, and pages nobody.
        const end = {
          message_type: 'RECOVERY',
          entity_id: 'watchkeeper-check',
          state_message: 'Watchkeeper checks this key',
        };
        await post(end, signal);
        return 'Splunk On-Call takes events with these keys.';
      },
    } as const;
    const acts = eventActs(post);
    if (settings.api === undefined) {
      const powers = powersBut({release: NO_RELEASE, escalate: NO_API, find: NO_API, 'on-call': NO_API});
      return {...common, powers, send: sendByVerb(acts)};
    }
    const incidents = publicApi(account(web, settings.api, tools), settings.api.user);
    return {
      ...common,
      powers: powersBut({release: NO_RELEASE}),
      send: sendByVerb({...acts, escalate: escalation(incidents, settings.levels)}),
      find: incidents.find,
      onCall: incidents.onCall,
    };
  },
});

/** The key is a part of the address. */
function poster(web: Http, {url, api_key: place, routing_key: route}: Options, tools: TargetTools) {
  const events = vendorApi({
    web,
    root: `${url}/integrations/generic/20131114/alert`,
    async access() {
      const key = await secretOf(tools, place, 'api_key');
      return {root: `/${encodeURIComponent(key)}/${encodeURIComponent(route)}`, secrets: [key]};
    },
  });
  return async (json: unknown, signal: AbortSignal): Promise<void> =>
    demandSuccess((await events({method: 'POST', path: '', json}, signal)).json);
}

function account(web: Http, {url, id, key: place}: NonNullable<Options['api']>, tools: TargetTools): VendorApi {
  return vendorApi({
    web,
    root: `${url.replace(/\/+$/, '')}/api-public/v1`,
    async access() {
      const key = await secretOf(tools, place, 'api.key');
      return {headers: {'x-vo-api-id': id, 'x-vo-api-key': key}, secrets: [key]};
    },
  });
}

function escalation(incidents: ReturnType<typeof publicApi>, levels: readonly string[]): Target['send'] {
  return async (request, {signal}) => {
    const {level, people = []} = request;
    const policy = level === undefined ? undefined : levels[level - 1];
    const to =
      people.length > 0 || policy === undefined ? {users: people, policies: []} : {users: [], policies: [policy]};
    if (to.users.length + to.policies.length === 0) throw nobody(level);
    const {ref, url} = await incidents.reroute(request, to, signal);
    return {ref, ...(url === undefined ? {} : {url})};
  };
}

function nobody(level: number | undefined): TargetError {
  return new TargetError('rejected', `Splunk On-Call has no escalation policy for level ${level ?? 'unknown'}.`, {
    hint: 'Name the slugs of escalation policies under `levels:` of this target, level 1 first.',
    unknown: false,
  });
}
