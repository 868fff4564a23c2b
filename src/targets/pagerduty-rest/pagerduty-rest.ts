import * as v from 'valibot';
import type {DeliveryVerb, FoundIncident, TargetRequest, TargetResult} from '../../core/escalation/target.js';
import {text} from '../../lib/option-parts.js';
import {defineTarget} from '../define-target.js';
import {DELIVERS} from '../delivers.js';
import {httpEntries, secretPlace} from '../option-entries.js';
import {type Api, api} from './api.js';
import {escalate, release, settle} from './change.js';
import {create} from './create.js';
import {incidentsOf} from './incidents.js';
import {onCalls} from './on-calls.js';
import {userId} from './people.js';
import {note, statusUpdate} from './say.js';

const id = v.pipe(text, v.regex(/^[A-Z0-9]+$/, 'write the id that PagerDuty shows in its URL, such as PABC123'));

const options = v.strictObject(
  {
    token: secretPlace,
    from: v.pipe(text, v.regex(/^[^\s@]+@[^\s@]+$/, 'write the address of a user of PagerDuty')),
    service: v.optional(id),
    urgency: v.optional(v.picklist(['high', 'low'], 'write high or low, or leave it to the severity')),
    policies: v.optional(v.array(id, 'write a list of ids'), []),
    schedules: v.optional(v.array(id, 'write a list of ids'), []),
    ...httpEntries('https://api.pagerduty.com'),
  },
  'write {kind: pagerduty-rest, token: {env: NAME}, from: ana@example.org, service: PABC123}',
);
type Options = v.InferOutput<typeof options>;

/** PagerDuty's REST API: incidents with their whole life, and who is on call. */
export const pagerdutyRest = defineTarget({
  kind: 'pagerduty-rest',
  options,
  create(_, given, tools) {
    const pager = api(given, tools);
    return {
      powers: {
        ...DELIVERS,
        create: given.service === undefined ? 'no `service` is configured to open incidents for' : true,
        find: true,
        'on-call': true,
      },
      repeats: 'key',
      budget: {requests: 960, per: 60_000, account: `${given.url} ${JSON.stringify(given.token)}`},
      send: (request, {mayExist, signal}) => VERBS[request.verb]({pager, given, request, mayExist, signal}),
      find: (threads, signal) => find(pager, threads, signal),
      onCall: (at, signal) => onCalls(pager, {policies: given.policies, schedules: given.schedules, at}, signal),
      async check(signal) {
        await userId(pager, given.from, signal);
        if (given.service !== undefined) await pager.get(`/services/${given.service}`, {}, signal);
        return `PagerDuty takes this token, and ${given.from} is a user of it.`;
      },
    };
  },
});

interface Sending {
  readonly pager: Api;
  readonly given: Options;
  readonly request: TargetRequest;
  readonly mayExist: boolean;
  readonly signal: AbortSignal;
}

const VERBS: Readonly<Record<DeliveryVerb, (sending: Sending) => Promise<TargetResult>>> = {
  create: ({pager, request, given: {service = '', urgency}, mayExist, signal}) =>
    create(pager, request, {service, urgency, mayExist, signal}),
  ack: ({pager, request, signal}) => settle(pager, request, {status: 'acknowledged', signal}),
  release: async ({pager, request, mayExist, signal}) => {
    const released = await release(pager, request, signal);
    return released.existed === true ? released : {...released, ...(await note(pager, request, {mayExist, signal}))};
  },
  resolve: ({pager, request, signal}) => settle(pager, request, {status: 'resolved', signal}),
  escalate: ({pager, request, given: {from}, mayExist, signal}) => escalate(pager, request, {from, mayExist, signal}),
  note: ({pager, request, mayExist, signal}) => note(pager, request, {mayExist, signal}),
  update: ({pager, request, mayExist, signal}) => statusUpdate(pager, request, {mayExist, signal}),
};

/**
 * One request a thread: only that way the keys of alerts below an incident are looked at too. Of several of one key the
 * newest that is open stands for it, else the newest.
 */
async function find(pager: Api, threads: readonly string[], signal: AbortSignal): Promise<readonly FoundIncident[]> {
  const found: FoundIncident[] = [];
  for (const thread of threads) {
    const all = await incidentsOf(pager, thread, signal);
    const one = all.find(({status}) => status !== 'resolved') ?? all[0];
    if (one !== undefined) found.push(one);
  }
  return found;
}
