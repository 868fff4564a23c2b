import type {Labels} from '../../core/alert/alert.js';
import {exactText} from '../../lib/exact-text.js';
import {crc32} from '../../lib/node/crc32.js';
import {plainText} from '../../lib/plain-text.js';

/** Longest label value and name that are kept; Alertmanager itself takes megabytes. */
const LABEL_CAP = 4 * 1024;
const ANNOTATION_CAP = 64 * 1024;

/** A label value too long to be kept; silencing it takes the true one. */
export interface Altered {
  readonly name: string;
  readonly shown: string;
  readonly value: string;
}

/** Labels as they are shown, from which `decodeExact` leads back; tells of each value that had to be cut. */
export function labelsOf(raw: Readonly<Record<string, string>>, altered?: (one: Altered) => void): Labels {
  return filtered(raw, (value, name) => {
    const whole = exactText(value.slice(0, LABEL_CAP + 1));
    if (whole.length <= LABEL_CAP) return whole;
    const shown = cutLabel(whole, value);
    altered?.({name: exactText(name), shown, value});
    return shown;
  });
}

/** The beginning of a long value, and a sum of all of it: two that differ are shown differently. */
function cutLabel(whole: string, value: string): string {
  const sum = crc32(Buffer.from(value)).toString(16).padStart(8, '0');
  return `${plainText(whole, {maxLength: LABEL_CAP - 16})}#${sum}${value.length.toString(16)}`;
}

/** Annotations keep their line ends. */
export function annotationsOf(raw: Readonly<Record<string, string>> | undefined): Labels {
  return filtered(raw ?? {}, value => plainText(value, {multiline: true, maxLength: ANNOTATION_CAP}));
}

/** A name, a comment, a URL: one line. */
export function lineOf(text: unknown): string {
  return typeof text === 'string' ? plainText(text, {maxLength: LABEL_CAP}) : '';
}

/** Makes a record that has no prototype, so that a label called `constructor` is there or is not. */
export function bare<T extends object>(record: T): T {
  return Object.setPrototypeOf(record, null) as T;
}

function filtered(raw: Readonly<Record<string, string>>, text: (value: string, name: string) => string): Labels {
  const record = bare<Record<string, string>>({});
  for (const [name, value] of Object.entries(raw)) {
    if (typeof value === 'string') record[exactText(name)] = text(value, name);
  }
  return record;
}
