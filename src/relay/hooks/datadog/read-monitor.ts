import type {Labels} from '../../../core/alert/alert.js';
import {fingerprint} from '../../../core/alert/fingerprint.js';
import {plainText} from '../../../lib/plain-text.js';
import {bareRecord, type JsonRecord, own} from '../body/record.js';
import type {Inbound} from '../hook.js';
import {type Outcome, refuse} from '../outcome.js';
import type {Telling, ToldAlert} from '../tell/inbound-alert.js';
import {losslessText} from '../tell/lossless-text.js';
import {readAlert} from '../tell/read-alert.js';
import {DATADOG_PAYLOAD, type DatadogField} from './payload.js';
import {tagLabels} from './tags.js';

type Fields = Readonly<Partial<Record<DatadogField, string>>>;

const TRANSITIONS: ReadonlyMap<string, ToldAlert['status']> = new Map([
  ['triggered', 'firing'],
  ['re-triggered', 'firing'],
  ['renotify', 'firing'],
  ['warn', 'firing'],
  ['re-warn', 'firing'],
  ['no data', 'firing'],
  ['re-no data', 'firing'],
  ['recovered', 'resolved'],
]);
/** By the monitor's priority where it has one, else by the type of the event. */
const SEVERITIES: ReadonlyMap<string, string> = new Map([
  ['p1', 'critical'],
  ['p2', 'high'],
  ['p3', 'warning'],
  ['p4', 'info'],
  ['p5', 'info'],
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'info'],
]);
/** `[Triggered on {host:a}] CPU is high`: the monitor's name is what follows. */
const TITLE_PREFIX = /^(?:\[[^\]]{0,500}\]\s*)+/;

/**
 * What our payload says of a monitor. The cycle key is the same from "triggered" to "recovered" and another one the next
 * time: it is the alert's identity, since names, tags and types differ between the two. When the monitor triggered is
 * not told: the date is that of the event.
 */
export function readMonitor(
  body: JsonRecord,
  {source, now, resolveAfter}: Telling & {readonly source: string},
): Outcome<Inbound> {
  const fields = fieldsOf(body);
  const {cycle_key: cycle, transition} = fields;
  if (cycle === undefined || transition === undefined)
    return refuse(
      'The body has no `cycle_key` or no `transition`: print the payload with `wk relay print-config datadog`.',
    );
  const status = TRANSITIONS.get(transition.toLowerCase());
  if (status === undefined) return refuse(`The transition "${plainText(transition, {maxLength: 40})}" is not known.`);
  const raw = {
    status,
    labels: labelsOf(fields, source),
    annotations: annotationsOf(fields),
    startsAt: undefined,
    endsAt: undefined,
    fingerprint: fingerprint({cycle_key: cycle}),
    generatorURL: fields.link,
  };
  return readAlert(raw, {source, now, resolveAfter, where: ''});
}

/** The fields that have a value; a variable that Datadog left standing has none. */
function fieldsOf(body: JsonRecord): Fields {
  const found: Partial<Record<DatadogField, string>> = {};
  for (const [name, variable] of Object.entries(DATADOG_PAYLOAD) as [DatadogField, string][]) {
    const text = losslessText(own(body, name))?.trim();
    if (text !== undefined && text !== '' && text !== 'null' && text !== variable) found[name] = text;
  }
  return found;
}

/** Tags first: what the payload says itself is surer. */
function labelsOf(fields: Fields, source: string): Labels {
  const tags = tagLabels([fields.tags, fields.scope]);
  const labels = bareRecord(Object.entries(tags));
  const severity = SEVERITIES.get((fields.priority ?? '').toLowerCase()) ?? SEVERITIES.get(fields.alert_type ?? '');
  if (labels.severity === undefined && severity !== undefined) labels.severity = severity;
  if (fields.host !== undefined) labels.host = fields.host;
  if (fields.alert_id !== undefined) labels.monitor_id = fields.alert_id;
  labels.alertname = fields.title?.replace(TITLE_PREFIX, '') || fields.title || source;
  return labels;
}

function annotationsOf(fields: Fields): Labels {
  const shown: readonly (readonly [string, string | undefined])[] = [
    ['summary', fields.title],
    ['description', fields.message],
    ['status', fields.status],
    ['transition', fields.transition],
    ['priority', fields.priority],
    ['scope', fields.scope],
    ['tags', fields.tags],
    ['datadog_url', fields.link],
  ];
  return bareRecord(shown.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])));
}
