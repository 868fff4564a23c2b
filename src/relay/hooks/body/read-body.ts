import {isUtf8} from 'node:buffer';
import {plainText} from '../../../lib/plain-text.js';
import type {HookRequest} from '../hook.js';
import {type Outcome, read, refuse} from '../outcome.js';
import {bodyKind} from './content-type.js';
import {jsonFault} from './json-fault.js';
import {bareRecord, type JsonRecord} from './record.js';

/** An alert has some twenty parts, so that the biggest body that the relay takes still fits. */
const LIMITS = {depth: 64, parts: 4_000_000};
const MOST_FIELDS = 1_000;
const BOM = '\ufeff';

/** The body as JSON, checked before it is parsed. Never throws, however deep it is. */
export function readJson(request: HookRequest): Outcome<unknown> {
  if (bodyKind(request) !== 'json') return wrongType(request, 'application/json');
  const {raw} = request;
  if (raw.length === 0) return refuse('The body is empty.');
  const fault = isUtf8(raw) ? jsonFault(raw, LIMITS) : 'The body is not UTF-8.';
  return fault === undefined ? parse(raw.toString('utf8')) : refuse(fault);
}

/** The body as JSON, or a form as an object of its fields. */
export function readJsonOrForm(request: HookRequest): Outcome<unknown> {
  const kind = bodyKind(request);
  if (kind === 'form') return readForm(request.raw);
  return kind === 'json' ? readJson(request) : wrongType(request, 'application/json or a form');
}

function parse(text: string): Outcome<unknown> {
  try {
    return read(JSON.parse(text.startsWith(BOM) ? text.slice(1) : text));
  } catch (error) {
    return refuse(`The body is not JSON: ${plainText(error instanceof Error ? error.message : '', {maxLength: 120})}.`);
  }
}

function readForm(raw: Buffer): Outcome<JsonRecord> {
  if (!isUtf8(raw)) return refuse('The body is not UTF-8.');
  const text = raw.toString('utf8');
  if (text.split('&', MOST_FIELDS + 1).length > MOST_FIELDS)
    return refuse(`The form has more than ${MOST_FIELDS} fields.`);
  return read(bareRecord<unknown>(new URLSearchParams(text)));
}

function wrongType(request: HookRequest, wanted: string): Outcome<never> {
  const type = request.headers['content-type'];
  const sent = type === undefined ? 'without a content type' : `as ${plainText(type, {maxLength: 60})}`;
  return refuse(`The body was sent ${sent}; send ${wanted}.`, 415);
}
