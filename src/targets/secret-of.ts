import {TargetError} from '../core/escalation/target.js';
import {OperatorError} from '../lib/operator-error.js';
import type {SecretPlace, TargetTools} from './target-kind.js';

/** A secret, read now. Rejects with a {@link TargetError}; one from a command may be there at the next try. */
export async function secretOf(tools: TargetTools, place: SecretPlace, key: string): Promise<string> {
  try {
    return await tools.secret(place, key);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    throw new TargetError('command' in place ? 'unreachable' : 'refused', error.message, {
      hint: error.hint ?? 'Check where the configuration says that the secret is.',
      unknown: false,
      cause: error,
    });
  }
}
