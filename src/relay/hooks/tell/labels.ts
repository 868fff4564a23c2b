import type {Labels} from '../../../core/alert/alert.js';
import {plainText} from '../../../lib/plain-text.js';
import {bareRecord, isRecord} from '../body/record.js';
import {type Outcome, read, refuse} from '../outcome.js';
import {losslessText} from './lossless-text.js';

const MOST = 256;
/** All names and values of a label set together; what is longer nobody reads, and each feed would carry it. */
const LABEL_TEXT = 64 * 1024;
const ANNOTATION_TEXT = 64 * 1024;

/**
 * A label set from a JSON object. Scalars become text; an empty value is no label, as in Alertmanager; anything that no
 * text says wholly is refused, since labels are the alert's identity.
 */
export function readLabels(value: unknown, where: string): Outcome<Labels> {
  const found = entriesOf(value, where);
  if (!found.ok) return found;
  const labels = bareRecord<string>();
  let length = 0;
  for (const [name, member] of found.value) {
    const text = member === null ? '' : losslessText(member);
    if (text === undefined)
      return refuse(`\`${where}.${shown(name)}\` is neither text, nor an exact number, nor a flag.`);
    if (name !== '' && text !== '') labels[name] = text;
    length += name.length + text.length;
  }
  return length > LABEL_TEXT ? refuse(`\`${where}\` has more than ${LABEL_TEXT} characters.`) : read(labels);
}

/** Annotations from a JSON object; what is no text is shown as JSON, what is very long is cut and ends with `…`. */
export function readAnnotations(value: unknown, where: string): Outcome<Labels> {
  const found = entriesOf(value, where);
  if (!found.ok) return found;
  return read(bareRecord(found.value.map(([name, member]) => [name, annotationText(member)] as const)));
}

/** Any JSON value as the text of an annotation. */
function annotationText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return cut(typeof value === 'string' ? value : JSON.stringify(value), ANNOTATION_TEXT);
}

/** At most so many units, none of them half a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most - 1);
  return `${/[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head}…`;
}

function entriesOf(value: unknown, where: string): Outcome<readonly (readonly [string, unknown])[]> {
  if (value === undefined || value === null) return read([]);
  if (!isRecord(value)) return refuse(`\`${where}\` is not an object.`);
  const entries = Object.entries(value);
  return entries.length > MOST ? refuse(`\`${where}\` has more than ${MOST} members.`) : read(entries);
}

function shown(name: string): string {
  return plainText(name, {maxLength: 60});
}
