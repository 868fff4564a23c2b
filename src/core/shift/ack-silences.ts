import {tokenOf} from '../alert/ack-matchers.js';
import type {Silence} from '../alert/silence.js';
import {seesTo} from '../lease/acting.js';
import type {WatchState} from '../watch-state.js';
import {PROPAGATION} from './deadlines.js';
import type {NewFact} from './decision.js';
import type {Ack} from './state.js';

interface Moment {
  readonly state: WatchState;
  readonly now: number;
}

/** Looks through the silences in force at a source for those that carry an ack of ours. */
export function ackSilences(source: string, state: WatchState, now: number): NewFact[] {
  if (state.shift.acks.size === 0) return [];
  return [...state.live.silences.values()].flatMap(silence => {
    if (silence.source !== source || silence.state === 'expired') return [];
    const ack = state.shift.acks.get(tokenOf(silence.comment) ?? '');
    if (ack?.source !== source || !seesTo(ack.origin, state)) return [];
    return foundAck(silence, ack, {state, now});
  });
}

/** A silence that carries an ack of ours: the one we know, the one we were waiting for, or one too many. */
function foundAck(silence: Silence, ack: Ack, moment: Moment): NewFact[] {
  if (ack.silence === undefined) {
    const {id, startsAt, endsAt, source, createdBy: author} = silence;
    const said = author === '' || author === ack.by ? {} : {author};
    return [{type: 'ack.placed', ack: ack.ack, silence: id, startsAt, endsAt, member: source, ...said}];
  }
  return isOneTooMany(silence, ack, moment) ? [endingOf(silence, ack)] : [];
}

/** A request that was given up may still have been taken: by a member that was frozen, or before a restart. */
function isOneTooMany(silence: Silence, ack: Ack, {state, now}: Moment): boolean {
  const known = ack.silence;
  if (known === undefined || known.id === silence.id || ack.status === 'requested') return false;
  const held = ack.status === 'ended' || state.live.silences.get(`${ack.source}/${known.id}`)?.state === 'active';
  return held && now - known.placedAt >= PROPAGATION && !state.shift.orders.has(extraToken(silence));
}

function endingOf(silence: Silence, ack: Ack): NewFact {
  return {
    type: 'silence.requested',
    token: extraToken(silence),
    source: silence.source,
    silence: silence.id,
    op: 'expire',
    matchers: [...silence.matchers],
    createdBy: ack.by,
    comment: silence.comment,
  };
}

function extraToken(silence: Silence): string {
  return `extra-${silence.id}`;
}
