import * as v from 'valibot';
import {isRecord, own} from '../body/record.js';

/** RFC 6901. */
const SHAPE = /^#?(?:\/(?:[^~/]|~[01])*)*$/;

/**
 * A JSON pointer: `/labels/name` leads from an alert, `#/status` from the whole body, and the empty one is the alert, or
 * the body, itself.
 */
export const pointer = v.pipe(
  v.string(),
  v.regex(SHAPE, 'is no JSON pointer: write /labels/name, or #/status from the top'),
  v.metadata({description: 'a JSON pointer: /labels/name from an alert, #/status from the whole body'}),
);

/** Where pointers begin. */
export interface Pointed {
  readonly alert: unknown;
  readonly body: unknown;
}

/** What a pointer leads to; undefined where there is nothing. */
export function at(path: string, {alert, body}: Pointed): unknown {
  const whole = path.startsWith('#');
  const names = path
    .slice(whole ? 1 : 0)
    .split('/')
    .slice(1);
  return names.reduce<unknown>(
    (value, name) => step(value, name.replaceAll('~1', '/').replaceAll('~0', '~')),
    whole ? body : alert,
  );
}

function step(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d{0,8})$/.test(name) ? value[Number(name)] : undefined;
  return isRecord(value) ? own(value, name) : undefined;
}
