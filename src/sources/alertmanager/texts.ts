import type {Labels} from '../../core/alert/alert.js';
import {plainText} from '../../lib/plain-text.js';

/** Longest label value and name that are kept; Alertmanager itself takes megabytes. */
const LABEL_CAP = 4 * 1024;
const ANNOTATION_CAP = 64 * 1024;

/** A label value that is not shown as it is; silencing it takes the true one. */
export interface Altered {
  readonly name: string;
  readonly shown: string;
  readonly value: string;
}

/** Filters labels, and tells of each value that had to be altered. */
export function labelsOf(raw: Readonly<Record<string, string>>, altered?: (one: Altered) => void): Labels {
  return filtered(raw, (value, name) => {
    const shown = plainText(value, {maxLength: LABEL_CAP});
    if (shown !== value) altered?.({name, shown, value});
    return shown;
  });
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
    if (typeof value === 'string') record[lineOf(name)] = text(value, name);
  }
  return record;
}
