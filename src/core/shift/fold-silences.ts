import {silenceKey} from '../alert/silence.js';
import {type Draft, writableMap} from './draft.js';
import type {FactOf, FactType} from './fact.js';

type SilenceFact = Extract<FactType, `silence.${string}`>;

/** How many ended silences are remembered, for *was silenced by*. */
const ENDED_LIMIT = 200;

/** How the facts about silences change the state. */
export const silenceAppliers: {readonly [T in SilenceFact]: (draft: Draft, fact: FactOf<T>) => void} = {
  'silence.requested': (draft, fact) => {
    outdo(draft, fact);
    writableMap(draft, 'orders').set(fact.token, {
      token: fact.token,
      origin: fact.origin,
      seq: fact.seq,
      source: fact.source,
      op: fact.op,
      ...(fact.silence === undefined ? {} : {silence: fact.silence}),
      matchers: fact.matchers,
      ...(fact.startsAt === undefined ? {} : {startsAt: fact.startsAt}),
      ...(fact.endsAt === undefined ? {} : {endsAt: fact.endsAt}),
      ...(fact.duration === undefined ? {} : {duration: fact.duration}),
      createdBy: fact.createdBy,
      comment: fact.comment,
      ...(fact.under === undefined ? {} : {under: fact.under}),
    });
  },
  'silence.placed': (draft, fact) => {
    settle(draft, fact.token);
    writableMap(draft, 'silencesSeen').set(silenceKey({source: fact.source, id: fact.silence}), {
      endsAt: fact.endsAt,
      createdBy: fact.createdBy,
      comment: fact.comment,
    });
  },
  'silence.failed': (draft, fact) => settle(draft, fact.token),
  'silence.expired': (draft, fact) => {
    settle(draft, fact.token);
    closeAck(draft, fact);
    const key = silenceKey({source: fact.source, id: fact.silence});
    const seen = draft.state.silencesSeen.get(key);
    if (seen === undefined) return;
    writableMap(draft, 'silencesSeen').delete(key);
    const ended = writableMap(draft, 'silencesEnded');
    ended.set(key, {endedAt: Date.parse(fact.at), createdBy: seen.createdBy, comment: seen.comment});
    for (const oldest of ended.keys()) {
      if (ended.size <= ENDED_LIMIT) break;
      ended.delete(oldest);
    }
  },
};

/** What was asked of the same silence before and is not carried out yet would undo this, if it came after. */
function outdo(draft: Draft, {source, silence}: FactOf<'silence.requested'>): void {
  if (silence === undefined) return;
  for (const order of draft.state.orders.values()) {
    if (order.op === 'update' && order.source === source && order.silence === silence) settle(draft, order.token);
  }
}

function settle(draft: Draft, token: string | undefined): void {
  if (token !== undefined && draft.state.orders.has(token)) writableMap(draft, 'orders').delete(token);
}

/** The silence of an ended ack is gone: nothing is left to do for it. */
function closeAck(draft: Draft, fact: FactOf<'silence.expired'>): void {
  for (const ack of draft.state.acks.values()) {
    if (ack.source === fact.source && ack.silence?.id === fact.silence && ack.silenceOpen) {
      writableMap(draft, 'acks').set(ack.ack, {...ack, silenceOpen: false});
    }
  }
}
