import {fingerprint} from '../../../core/alert/fingerprint.js';
import {plainText} from '../../../lib/plain-text.js';
import {bareRecord, isRecord, type JsonRecord} from '../body/record.js';
import type {Inbound} from '../hook.js';
import {type Outcome, read, refuse} from '../outcome.js';
import {withAlertName} from '../tell/alert-name.js';
import type {ToldAlert} from '../tell/inbound-alert.js';
import {losslessText} from '../tell/lossless-text.js';
import {readAlert} from '../tell/read-alert.js';
import type {Mapping} from './mapping.js';
import {at, type Pointed} from './pointer.js';

export interface MappedReading {
  readonly source: string;
  readonly now: number;
  readonly mapping: Mapping;
  readonly body: unknown;
  /** Place in the list; undefined where the body is the alert. */
  readonly index: number | undefined;
}

/** One alert by its mapping. */
export function readMapped(alert: unknown, {mapping, body, index, ...telling}: MappedReading): Outcome<Inbound> {
  const who = index === undefined ? 'The alert' : `Alert ${index + 1} of the list`;
  if (!isRecord(alert)) return refuse(`${who} is not an object: look at \`alerts\` of the mapping.`);
  const pointed = {alert, body};
  const status = readStatus(mapping.status, pointed, who);
  if (!status.ok) return status;
  const id = readId(mapping.id, pointed, who);
  if (!id.ok) return id;
  const raw = {
    status: status.value,
    labels: mapped(mapping.labelsFrom, {names: mapping.labels, last: mapping.fixed}, pointed),
    annotations: mapped(mapping.annotationsFrom, {names: mapping.annotations, last: {}}, pointed),
    startsAt: optional(mapping.startsAt, pointed),
    endsAt: optional(mapping.endsAt, pointed),
    fingerprint: id.value,
    generatorURL: losslessText(optional(mapping.url, pointed)),
  };
  const {resolveAfter} = mapping;
  return readAlert(raw, {
    ...telling,
    resolveAfter,
    where: index === undefined ? '' : `alerts[${index}].`,
    complete: labels => withAlertName(labels, alert, telling.source),
  });
}

interface Members {
  readonly names: Readonly<Record<string, string>>;
  /** What stands whatever was found. */
  readonly last: Readonly<Record<string, string>>;
}

function mapped(from: string | undefined, {names, last}: Members, pointed: Pointed): JsonRecord {
  const whole = optional(from, pointed);
  const single = Object.entries(names).map(([name, path]) => [name, at(path, pointed)] as const);
  const found = single.filter(([, value]) => value !== undefined && value !== null);
  return bareRecord<unknown>([...(isRecord(whole) ? Object.entries(whole) : []), ...found, ...Object.entries(last)]);
}

function readStatus(status: Mapping['status'], pointed: Pointed, who: string): Outcome<ToldAlert['status']> {
  if (status === undefined) return read('firing');
  const word = losslessText(at(status.at, pointed));
  if (word === undefined) return refuse(`${who} has no status at \`${status.at}\`.`);
  if (has(status.firing, word)) return read('firing');
  if (has(status.resolved, word)) return read('resolved');
  return refuse(`The status "${plainText(word, {maxLength: 40})}" is in neither list of the mapping.`);
}

function has(words: readonly string[], word: string): boolean {
  const wanted = word.trim().toLowerCase();
  return words.some(one => one.toLowerCase() === wanted);
}

/** A sender's own 16 hex digits stay as they are; any other id is hashed to such. */
function readId(path: string | undefined, pointed: Pointed, who: string): Outcome<string | undefined> {
  if (path === undefined) return read(undefined);
  const id = losslessText(at(path, pointed));
  if (id === undefined || id === '') return refuse(`${who} has no id at \`${path}\` that is text or an exact number.`);
  return read(/^[0-9a-f]{16}$/.test(id) ? id : fingerprint({id}));
}

function optional(path: string | undefined, pointed: Pointed): unknown {
  return path === undefined ? undefined : at(path, pointed);
}
