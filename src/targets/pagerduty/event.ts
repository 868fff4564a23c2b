import type {TargetMessage, TargetRequest} from '../../core/escalation/target.js';
import {shortKey} from '../short-key.js';
import type {Fitter} from '../text/fit.js';

const LONGEST_SUMMARY = 1_024;
const LONGEST_KEY = 255;
/** PagerDuty takes 512 KB in all; details that nobody reads to the end are cut long before. */
const LONGEST_TEXT = 50_000;
const LONGEST_FIELD = 2_000;
const SEVERITIES = {P1: 'critical', P2: 'error', P3: 'warning', P4: 'info'} as const;

/** The event of a request, all but the routing key. */
export function eventOf(request: TargetRequest, fit: Fitter): Readonly<Record<string, unknown>> {
  const {verb, message, thread} = request;
  const dedupKey = shortKey(thread, LONGEST_KEY);
  if (verb === 'ack') return {event_action: 'acknowledge', dedup_key: dedupKey};
  // A trigger after the end would open it again and page.
  const over = verb === 'resolve' || (verb === 'update' && message.status === 'resolved');
  if (over) return {event_action: 'resolve', dedup_key: dedupKey};
  const links = (message.links ?? []).filter(({url}) => URL.canParse(url));
  return {
    event_action: 'trigger',
    dedup_key: dedupKey,
    client: 'Watchkeeper',
    payload: {
      summary: fit.fit('the summary', message.title, LONGEST_SUMMARY),
      source: fit.fit('the source', message.source || 'watchkeeper', LONGEST_SUMMARY),
      severity: SEVERITIES[message.severity],
      timestamp: new Date(message.at).toISOString(),
      ...componentOf(message),
      custom_details: detailsOf(message, fit),
    },
    ...(links.length === 0 ? {} : {links: links.map(({title, url}) => ({href: url, text: title}))}),
  };
}

function componentOf({labels = {}}: TargetMessage): Readonly<Record<string, string>> {
  return {
    ...(labels.service === undefined ? {} : {component: labels.service}),
    ...(labels.alertname === undefined ? {} : {class: labels.alertname}),
  };
}

function detailsOf(message: TargetMessage, fit: Fitter): Readonly<Record<string, unknown>> {
  const {text, fields = [], labels, by, severity} = message;
  return {
    ...(text === '' ? {} : {text: fit.fit('the text', text, LONGEST_TEXT)}),
    ...Object.fromEntries(fields.map(({name, value}) => [name, fit.fit(name, value, LONGEST_FIELD)])),
    ...(labels === undefined ? {} : {labels}),
    severity,
    'sent by': by,
  };
}
