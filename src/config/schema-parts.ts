import * as v from 'valibot';
import {isTimeZone} from '../core/time/clock-text.js';

export const CLEAR_SECRET =
  'a secret is never written here in clear: write {env: NAME}, {file: PATH} or {command: [program, argument]}';

export const text = v.pipe(
  v.string('write text, in quotes where it looks like a number'),
  v.nonEmpty('write text, or leave the key out'),
);
export const flag = v.boolean('write true or false');
export const argv = v.pipe(v.array(text, 'write a list: [program, argument]'), v.minLength(1, 'name a program'));

export const secret = v.pipe(
  v.strictObject({env: v.optional(text), file: v.optional(text), command: v.optional(argv)}, CLEAR_SECRET),
  v.check(
    value => Object.values(value).filter(part => part !== undefined).length === 1,
    'give one of env, file and command',
  ),
);

export const sourceName = v.pipe(text, v.regex(/^[^\s/,=]+$/, 'a name has no spaces, slashes, commas or equals signs'));
export const zone = v.pipe(text, v.check(isTimeZone, 'write a time zone such as Europe/Berlin or UTC'));
