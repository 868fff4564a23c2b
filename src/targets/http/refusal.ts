import {TargetError, type TargetTrouble} from '../../core/escalation/target.js';
import type {HttpAnswer} from './http.js';

/** What a vendor knows better than its status. */
export interface RefusalWords {
  readonly kind?: TargetTrouble;
  /** Instead of what its body says. */
  readonly said?: string;
  readonly hint?: string;
  readonly unknown?: boolean;
  readonly retryAfter?: number | undefined;
}

/** An answer whose status says no, in words for the operator. */
export function refusal(answer: HttpAnswer, over: RefusalWords = {}): TargetError {
  const {status, host, retryAfter} = answer;
  const text = over.said ?? answer.said;
  const {kind, what, hint, unknown} = meaningOf(status);
  const quote = text === '' ? '' : `: ${text.replace(/\.$/, '')}`;
  return new TargetError(over.kind ?? kind, `${host} ${what} (${status})${quote}.`, {
    hint: over.hint ?? hint,
    unknown: over.unknown ?? unknown ?? false,
    retryAfter: over.retryAfter ?? retryAfter,
  });
}

interface Meaning {
  readonly kind: TargetTrouble;
  readonly what: string;
  readonly hint: string;
  readonly unknown?: boolean;
}

const REFUSED: Meaning = {
  kind: 'refused',
  what: 'refuses our credentials',
  hint: 'Check the secrets of this target in the configuration, and what they are allowed to do there.',
};
const BUSY: Meaning = {
  kind: 'overloaded',
  what: 'takes no more for now',
  hint: 'It is tried again by itself. When it stays so, send less, or use another target.',
};
const GATEWAY: Meaning = {
  kind: 'unreachable',
  what: 'cannot be reached by what stands before it',
  hint: 'It is tried again by itself. Its status page may say more.',
  unknown: true,
};
const MISSING: Meaning = {
  kind: 'not-found',
  what: 'does not know what it was asked for',
  hint: 'Check `url` and the names and ids of this target in the configuration.',
};

const MEANINGS: Readonly<Record<number, Meaning>> = {
  401: REFUSED,
  403: REFUSED,
  407: {...REFUSED, what: 'is behind a proxy that wants credentials', hint: 'Put them into `proxy` of this target.'},
  404: MISSING,
  410: MISSING,
  408: BUSY,
  420: BUSY,
  425: BUSY,
  429: BUSY,
  503: BUSY,
  502: GATEWAY,
  504: GATEWAY,
};

function meaningOf(status: number): Meaning {
  const known = MEANINGS[status];
  if (known !== undefined) return known;
  if (status >= 500) {
    return {
      kind: 'bad-answer',
      what: 'failed',
      hint: 'It is tried again by itself. Its status page may say more.',
      unknown: true,
    };
  }
  if (status < 300) {
    return {
      kind: 'bad-answer',
      what: 'gives an answer that is not its own',
      hint: 'Check `url` of this target: it may lead to a proxy or another program.',
      unknown: true,
    };
  }
  if (status < 400) {
    return {
      kind: 'rejected',
      what: 'sends us somewhere else, which is not followed',
      hint: 'Put the right address into `url` of this target: secrets are not carried on to other places.',
    };
  }
  return {
    kind: 'rejected',
    what: 'rejects it',
    hint: 'The same again would be rejected again: change it, or the target.',
  };
}
