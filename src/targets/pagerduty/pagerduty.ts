import * as v from 'valibot';
import {defineTarget} from '../define-target.js';
import type {HttpAnswer} from '../http/answer.js';
import {http, readAnswer} from '../http/http.js';
import {refusal} from '../http/refusal.js';
import {httpEntries, secretPlace} from '../option-entries.js';
import {secretOf} from '../secret-of.js';
import {fitter} from '../text/fit.js';
import {eventOf} from './event.js';

const options = v.strictObject(
  {
    routing_key: secretPlace,
    ...httpEntries('https://events.pagerduty.com'),
  },
  'write {kind: pagerduty, routing_key: {env: NAME}}',
);

const accepted = v.object({status: v.literal('success'), message: v.string(), dedup_key: v.string()});

const REST_CAN = 'a target of kind `pagerduty-rest` can';
const REST = `the Events API only takes events; ${REST_CAN}`;

/** PagerDuty's Events API v2: opens, acknowledges and resolves by a dedup key; needs nothing but an integration's key. */
export const pagerduty = defineTarget({
  kind: 'pagerduty',
  options,
  create(_, {url, routing_key: place, timeout}, tools) {
    const web = http({tools, timeout});
    return {
      powers: {
        create: true,
        ack: true,
        release: `an event cannot take an acknowledgement back; ${REST_CAN}`,
        resolve: true,
        update: true,
        escalate: REST,
        note: REST,
        find: REST,
        'on-call': REST,
      },
      repeats: 'key',
      budget: {requests: 120, per: 60_000, account: `${url} ${JSON.stringify(place)}`},
      async send(request, {signal}) {
        const key = await secretOf(tools, place, 'routing_key');
        const fit = fitter();
        const json = {routing_key: key, ...eventOf(request, fit)};
        const answer = await web.ask({method: 'POST', url: `${url}/v2/enqueue`, json, secrets: [key], signal});
        demandAccepted(answer);
        const {dedup_key: dedupKey} = readAnswer(answer, accepted);
        const remark = fit.remark();
        return {ref: {dedup_key: dedupKey}, ...(remark === undefined ? {} : {remark})};
      },
      async check(signal) {
        const key = await secretOf(tools, place, 'routing_key');
        // An acknowledgement of what was never triggered is taken, and pages nobody.
        const json = {routing_key: key, event_action: 'acknowledge', dedup_key: 'watchkeeper-check'};
        demandAccepted(await web.ask({method: 'POST', url: `${url}/v2/enqueue`, json, secrets: [key], signal}));
        return 'PagerDuty takes events with this key.';
      },
    };
  },
});

/** A 400 that is about the key is the operator's to correct, whatever else is sent. */
function demandAccepted(answer: HttpAnswer): void {
  if (answer.status === 202) return;
  const isKey = answer.status === 400 && /routing.?key/i.test(answer.said);
  throw refusal(
    answer,
    isKey
      ? {kind: 'refused', hint: 'Check `routing_key`: it is the 32 characters of an integration of Events API v2.'}
      : {},
  );
}
