import * as v from 'valibot';
import type {HookRequest} from '../hook.js';
import {type Refusal, refuse} from '../outcome.js';
import {isOneOf} from './same-secret.js';

export const headerName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/, 'this is no name of a header'));

/** For senders that sign nothing, but can be given a header of one's own. */
export const secretHeaderEntry = {
  /** The header that holds the secret. */
  header: v.optional(headerName, 'X-Watchkeeper-Secret'),
};

export interface SecretHeader {
  readonly secrets: readonly string[];
  readonly header: string;
}

/** Undefined when the header holds one of the secrets, or when there is none to compare with. */
export function checkSecretHeader(request: HookRequest, {secrets, header}: SecretHeader): Refusal | undefined {
  if (secrets.length === 0) return undefined;
  const given = request.headers[header.toLowerCase()];
  if (given === undefined) return refuse(`The request has no secret in \`${header}\`.`, 401);
  return isOneOf(given, secrets)
    ? undefined
    : refuse(`The secret in \`${header}\` is not one that is configured.`, 403);
}
