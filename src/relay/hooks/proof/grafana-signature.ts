import type {HookRequest} from '../hook.js';
import {type Refusal, refuse} from '../outcome.js';
import {hmacHex} from './hmac.js';
import {isOneOf} from './same-secret.js';

export interface SignatureOptions {
  readonly secrets: readonly string[];
  readonly header: string;
  readonly timestampHeader: string | undefined;
}

const WINDOW = 5 * 60_000;

/**
 * Grafana signs the body, or `<unix seconds>:<body>` where a header carries the time; then it must also be recent, to
 * either side, since clocks differ. Undefined when all is well, or when there is no secret to check with.
 */
export function checkSignature(request: HookRequest, options: SignatureOptions): Refusal | undefined {
  const {secrets, header, timestampHeader} = options;
  if (secrets.length === 0) return undefined;
  const signature = request.headers[header.toLowerCase()];
  if (signature === undefined) return refuse(`The request has no signature in \`${header}\`.`, 401);
  const time = timestampHeader === undefined ? '' : request.headers[timestampHeader.toLowerCase()];
  if (time === undefined) return refuse(`The request has no time of signing in \`${timestampHeader}\`.`, 401);
  const signed = timestampHeader === undefined ? [request.raw] : [`${time}:`, request.raw];
  const expected = secrets.map(secret => hmacHex(secret, ...signed));
  if (!isOneOf(signature.trim().toLowerCase(), expected))
    return refuse('The signature is not that of this body with a configured secret and time header.', 403);
  if (timestampHeader !== undefined && !isRecent(time, request.machine ?? request.now))
    return refuse('The request was signed more than 5 minutes ago, or by a clock that is that far off.', 403);
  return undefined;
}

function isRecent(seconds: string, now: number): boolean {
  return /^\d{1,12}$/.test(seconds) && Math.abs(Number(seconds) * 1000 - now) <= WINDOW;
}
