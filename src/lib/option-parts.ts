import * as v from 'valibot';
import {isServerUrl} from './server-url.js';

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

const HTTP_URL = 'write a URL such as http://am-1:9093, without user and password (they belong into `auth`)';

export const httpUrl = v.pipe(
  v.string(HTTP_URL),
  v.check(value => isHttpUrl(value), HTTP_URL),
  v.metadata({format: 'uri'}),
);

export function isHttpUrl(value: string): boolean {
  if (!isServerUrl(value)) {
    return false;
  }
  const url = new URL(value);
  return url.username === '' && url.password === '';
}
