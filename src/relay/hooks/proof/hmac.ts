import {createHmac} from 'node:crypto';

/** HMAC-SHA256 of the parts in a row, as lower case hex. */
export function hmacHex(secret: string, ...parts: readonly (string | Buffer)[]): string {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}
