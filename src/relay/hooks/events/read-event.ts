import {bareRecord, isRecord, type JsonRecord, own, ownText} from '../body/record.js';
import type {Inbound} from '../hook.js';
import {type Outcome, read, readEach, refuse} from '../outcome.js';
import type {Telling} from '../tell/inbound-alert.js';
import {readAlert} from '../tell/read-alert.js';

export interface EventReading extends Telling {
  readonly source: string;
}

interface AlertEvent {
  readonly alert: JsonRecord;
  readonly where: string;
  readonly resolved: boolean;
  readonly group: unknown;
}

/** The kinds of event that tell of one alert, and where in the event it is. */
const ALERT_EVENTS = {alertCreated: [], alertGrouped: ['details'], alertResolved: ['details']} as const;

/**
 * An event as protobuf's JSON has it: `data` holds one member, named after the kind of the event; 64-bit numbers are
 * text, and what is zero, false or empty is left out. Undefined for an event that does not tell of one alert.
 */
export function readEvent(event: unknown, where: string, reading: EventReading): Outcome<Inbound | undefined> {
  const data = isRecord(event) ? own(event, 'data') : undefined;
  if (!isRecord(data)) return refuse(`\`${where}data\` is not an object: this is no event of Alertmanager's recorder.`);
  for (const [kind, way] of Object.entries(ALERT_EVENTS)) {
    const body = own(data, kind);
    if (body === undefined) continue;
    const path = ['alert', ...way];
    const at = `${where}data.${[kind, ...path].join('.')}`;
    const alert = path.reduce((value: unknown, name) => (isRecord(value) ? own(value, name) : undefined), body);
    if (!isRecord(body) || !isRecord(alert)) return refuse(`\`${at}\` is not an object.`);
    const resolved = kind === 'alertResolved' || own(alert, 'resolved') === true;
    return readAlertEvent({alert, where: `${at}.`, resolved, group: own(body, 'groupInfo')}, reading);
  }
  return read(undefined);
}

function readAlertEvent({alert, where, resolved, group}: AlertEvent, reading: EventReading): Outcome<Inbound> {
  const labels = readLabelSet(own(alert, 'labels'), `${where}labels`);
  if (!labels.ok) return labels;
  const annotations = readLabelSet(own(alert, 'annotations'), `${where}annotations`);
  if (!annotations.ok) return annotations;
  const info = isRecord(group) ? group : {};
  const raw = {
    status: resolved ? 'resolved' : 'firing',
    labels: labels.value,
    annotations: annotations.value,
    startsAt: own(alert, 'startsAt'),
    endsAt: own(alert, 'endsAt'),
    fingerprint: hexOf(own(alert, 'fingerprint')),
    groupKey: ownText(info, 'groupKey'),
    receiver: ownText(info, 'receiverName'),
  } as const;
  return readAlert(raw, {...reading, where});
}

/** `{labels: [{key, value}]}` as an object. */
function readLabelSet(set: unknown, where: string): Outcome<JsonRecord> {
  const pairs = isRecord(set) ? (own(set, 'labels') ?? []) : (set ?? []);
  if (!Array.isArray(pairs)) return refuse(`\`${where}\` is no label set.`);
  const entries = readEach(pairs, (pair: unknown, index) => {
    const key = isRecord(pair) ? own(pair, 'key') : undefined;
    if (!isRecord(pair) || typeof key !== 'string') return refuse(`\`${where}.labels[${index}]\` has no \`key\`.`);
    return read([key, own(pair, 'value') ?? ''] as const);
  });
  return entries.ok ? read(bareRecord(entries.value)) : entries;
}

/** The fingerprint is the same 64 bits as elsewhere, written in decimal. */
function hexOf(decimal: unknown): string | undefined {
  if (typeof decimal !== 'string' || !/^\d{1,20}$/.test(decimal)) return undefined;
  return BigInt.asUintN(64, BigInt(decimal)).toString(16).padStart(16, '0');
}
