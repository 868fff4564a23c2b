import type {Matcher} from '../alert/matcher.js';
import {type Silence, silenceKey} from '../alert/silence.js';
import type {Fact, FactOf} from '../shift/fact.js';
import {recordedAt} from './episodes.js';
import {readFacts} from './read-facts.js';

interface Asked {
  readonly source: string;
  readonly matchers: readonly Matcher[];
  readonly comment: string;
  by: string;
  /** Of the silence that carries it. */
  key: string | undefined;
}

/** Ends of acks after which the silence is known to be gone; after the others it is there until it is expired. */
const GONE: ReadonlySet<FactOf<'ack.ended'>['reason']> = new Set(['lapsed', 'expired-elsewhere', 'failed']);

/** The silences that by these facts, oldest first, are in force or still to begin at `now` (Unix ms). */
export function silencesInLog(facts: readonly Fact[], now: number): readonly Silence[] {
  const found = new Map<string, Silence>();
  const acks = new Map<string, Asked>();
  /** What was taken over, as it was before, by the token of the asking. */
  const takings = new Map<string, Silence>();
  const hold = (asked: Asked, silence: Silence) => {
    asked.key = silenceKey(silence);
    found.set(asked.key, silence);
  };
  const drop = ({ack}: {readonly ack: string}) => void found.delete(acks.get(ack)?.key ?? '');
  const read = readFacts({
    'silence.placed': fact => {
      const {source, silence: id, matchers, startsAt, endsAt, createdBy, comment} = fact;
      const updatedAt = recordedAt(fact);
      found.set(silenceKey({source, id}), {
        ...{source, id, matchers, startsAt, endsAt, createdBy, comment, updatedAt},
        state: startsAt > now ? 'pending' : 'active',
      });
    },
    'silence.requested': ({source, silence: id = '', from, createdBy, token}) => {
      const before = found.get(silenceKey({source, id}));
      if (from === undefined || before === undefined) return;
      takings.set(token, before);
      found.set(silenceKey(before), {...before, createdBy});
    },
    'silence.failed': ({token = ''}) => {
      const before = takings.get(token);
      if (before !== undefined && found.has(silenceKey(before))) found.set(silenceKey(before), before);
    },
    'silence.expired': ({source, silence}) => void found.delete(silenceKey({source, id: silence})),
    'ack.requested': ({ack, source, matchers, comment, by}) =>
      void acks.set(ack, {source, matchers, comment, by, key: undefined}),
    'ack.placed': fact => {
      const asked = acks.get(fact.ack);
      if (asked === undefined) return;
      const {source, matchers, comment, by: createdBy} = asked;
      const {silence: id, startsAt, endsAt} = fact;
      const said = {source, id, matchers, startsAt, endsAt, createdBy, comment};
      hold(asked, {...said, updatedAt: recordedAt(fact), state: 'active'});
    },
    'ack.extended': fact => {
      const asked = acks.get(fact.ack);
      const before = asked?.key === undefined ? undefined : found.get(asked.key);
      if (asked === undefined || before === undefined) return;
      drop(fact);
      hold(asked, {...before, id: fact.silence, endsAt: fact.endsAt, createdBy: asked.by, updatedAt: recordedAt(fact)});
    },
    // It is gone from its source, and is to be placed again.
    'ack.failed': fact => {
      if (fact.lost === true) drop(fact);
    },
    'ack.ended': fact => {
      if (GONE.has(fact.reason)) drop(fact);
    },
    'ack.taken': ({ack, by, to = by}) => {
      const asked = acks.get(ack);
      if (asked !== undefined) asked.by = to;
    },
  });
  for (const fact of facts) read(fact);
  return [...found.values()].filter(({endsAt}) => endsAt > now);
}
