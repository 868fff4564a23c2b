import {createHash, timingSafeEqual} from 'node:crypto';

/** Whether both texts are the same, in a time that tells nothing of where they differ. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** Whether one of the texts is the same; each of them is compared. */
export function isOneOf(given: string, expected: readonly string[]): boolean {
  return expected.map(one => sameSecret(given, one)).includes(true);
}

/** Texts of different lengths cannot be compared in constant time; their digests can. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
