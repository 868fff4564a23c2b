import type {SourceTrouble} from '../../core/live/update.js';
import {SourceError} from '../../core/ports.js';
import {words} from '../../lib/server-words.js';

/** A failure as something wrong with the source, for its health. */
export function troubleOf(error: unknown): SourceTrouble {
  if (!(error instanceof SourceError)) {
    const said = error instanceof Error ? error.message : String(error);
    return {
      kind: 'bad-answer',
      message: `Reading the answer failed: ${words(said)}.`,
      hint: 'Look into it with `wk doctor`.',
    };
  }
  const {kind, message, hint} = error;
  return {kind: kind === 'rejected' || kind === 'not-found' ? 'bad-answer' : kind, message, hint};
}
