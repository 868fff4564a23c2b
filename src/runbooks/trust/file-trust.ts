import type {FileTrust} from '../../core/runbook/trust.js';
import {OperatorError} from '../../lib/operator-error.js';
import {readText} from '../read-runbook.js';
import {trustStore} from './trust-store.js';

/** Trust in files of this machine, kept in `folder`. `now` is Unix ms. */
export function fileTrust(folder: string, now: () => number): FileTrust {
  const store = trustStore(folder);
  return {
    async of(file) {
      const content = await readText(file);
      return {trust: await store.of(file, content), hash: content.hash};
    },
    async trust(file, hash) {
      const content = await readText(file);
      if (content.hash !== hash) {
        throw new OperatorError(`${file} has changed since you looked at it; it is not trusted.`, {
          hint: 'Look at it again, then trust it.',
          exitCode: 6,
        });
      }
      await store.trust(file, content, now());
    },
  };
}
