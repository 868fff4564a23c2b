import {appendFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import type {Clock} from '../../core/ports.js';

const LIMIT = 1024 * 1024;

/** Where what has no place on the screen is written: `warnings.log` beside the journal, up to 1 MiB. */
export function warningsFile(folder: string, clock: Pick<Clock, 'now'>): (message: string) => void {
  const path = join(folder, 'warnings.log');
  return message => {
    try {
      if (sizeOf(path) < LIMIT)
        appendFileSync(path, `${new Date(clock.now()).toISOString()} ${message}\n`, {mode: 0o600});
    } catch {
      // A full disk is already the loudest thing on the screen; a lost warning adds nothing to it.
    }
  };
}

function sizeOf(path: string): number {
  return statSync(path, {throwIfNoEntry: false})?.size ?? 0;
}
