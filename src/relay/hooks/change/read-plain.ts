import {createHash} from 'node:crypto';
import {type JsonRecord, own, ownText} from '../body/record.js';
import {type Outcome, read, refuse} from '../outcome.js';
import {readInstant} from '../tell/instant.js';
import {cut, readLabels} from '../tell/labels.js';
import {losslessText} from '../tell/lossless-text.js';
import type {Change, ChangeReading} from './change-reading.js';

const LONGEST_TEXT = 4_000;
const LONGEST_NAME = 256;
const MINUTE = 60_000;

/** `{text, service?, labels?, on?, by?, id?}`. Without an id, the same change again within its minute is a repeat. */
export function readPlain(body: JsonRecord, {request, by}: ChangeReading): Outcome<Change> {
  const text = ownText(body, 'text')?.trim();
  if (text === undefined || text === '') return refuse('The body has no `text` that says what was changed.');
  const labels = readLabels(own(body, 'labels'), 'labels');
  if (!labels.ok) return labels;
  const on = readInstant(own(body, 'on'), 'on');
  if (!on.ok) return on;
  const service = ownText(body, 'service');
  const when = on.value ?? request.now;
  const change = {
    text: cut(text, LONGEST_TEXT),
    ...(service === undefined ? {} : {service: cut(service, LONGEST_NAME)}),
    ...(Object.keys(labels.value).length === 0 ? {} : {labels: labels.value}),
    by: cut(ownText(body, 'by') ?? by, LONGEST_NAME),
  };
  const id = losslessText(own(body, 'id')) || digest(change, Math.floor(when / MINUTE));
  return read({kind: 'change', id: cut(id, LONGEST_NAME), on: when, ...change});
}

function digest(change: object, minute: number): string {
  return createHash('sha256')
    .update(JSON.stringify([change, minute]))
    .digest('hex')
    .slice(0, 32);
}
