import {randomBytes} from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 10;

/** `prefix` and ten letters and digits from the system's random source: about 51 bits. */
export function randomId(prefix: string): string {
  return prefix + [...randomBytes(LENGTH)].map(byte => LETTERS[byte % LETTERS.length]).join('');
}
