import {silenceKey} from '../alert/silence.js';
import {type Fact, isFact} from '../shift/fact.js';
import type {TakenOver} from './accepted-item.js';
import {recordedAt} from './episodes.js';
import type {Handoff, StandingSilence} from './handoff.js';
import {lastHeardOf, shiftsIn} from './shifts.js';

interface Watch {
  readonly to: number;
  readonly shift?: string;
  /** The journal of whoever asks. */
  readonly here: string;
  readonly takenOver: readonly TakenOver[];
}

/**
 * Until when what begins belongs to a watch: until its end, and on while nobody has begun the next one or taken it over.
 * Empty where that is not over. Of another journal its end need not have come here: then it is the last that was heard.
 */
export function itsOwnUntil(facts: readonly Fact[], {to, shift, here, takenOver}: Watch): Pick<Handoff, 'itsOwnUntil'> {
  const shifts = shiftsIn(facts);
  const own = shifts.find(({id}) => id === shift);
  if (own === undefined) return {};
  const isOpen = own.endedAt === undefined && own.origin !== here;
  const end = isOpen ? Math.min(to, lastHeardOf(own.origin, facts)) : to;
  const next = shifts
    .filter(({id, endedAt = Number.POSITIVE_INFINITY}) => id !== shift && endedAt > end)
    .map(({startedAt}) => startedAt);
  const taken = takenOver.filter(({isOfThis}) => isOfThis).map(({at}) => at);
  const first = Math.min(...next, ...taken);
  return first === Number.POSITIVE_INFINITY ? {} : {itsOwnUntil: Math.max(end, first)};
}

/** With when the log first knew of each: one that is to begin later was made before. */
export function withFirstSight(
  silences: readonly StandingSilence[],
  facts: readonly Fact[],
): readonly StandingSilence[] {
  const seen = new Map<string, number>();
  for (const fact of facts) {
    if (!isFact(fact, 'silence.placed')) continue;
    const key = silenceKey({source: fact.source, id: fact.silence});
    seen.set(key, Math.min(seen.get(key) ?? Number.POSITIVE_INFINITY, recordedAt(fact)));
  }
  return silences.map(silence => {
    const at = seen.get(silenceKey(silence));
    return at === undefined ? silence : {...silence, knownSince: at};
  });
}
