import {createHash} from 'node:crypto';

/** A thread's or delivery's key as a target takes it: one that is too long is told by its digest, the same each time. */
export function shortKey(key: string, most: number): string {
  return key.length <= most ? key : createHash('sha256').update(key).digest('hex').slice(0, most);
}
