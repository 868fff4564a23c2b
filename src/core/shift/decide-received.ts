import {alertKey} from '../alert/alert.js';
import {parseFeedId} from '../feed/feed-id.js';
import type {Arrival, TakeBundle} from './command.js';
import type {NewFact} from './decision.js';
import {type Fact, type FactOf, isFact, isKnown} from './fact.js';
import {factId} from './fact-id.js';
import type {Ack, ShiftState} from './state.js';

/** A fact to record: somebody else's as it came, or a new one of ours. */
export type Recorded = {readonly theirs: Fact} | {readonly ours: NewFact};

/**
 * What arrived by the feed, in the team's order. Facts that are known are passed over. Of two acks of the same alert the
 * one that comes first in that order stands: ours ends where somebody was before us and the relay has not told ours back.
 */
export function decideReceived({facts, echoed, reached, missing}: Arrival, shift: ShiftState): readonly Recorded[] {
  const known = new Map(shift.others);
  const lacking = new Set(missing);
  const outdone = new Set<string>();
  let told = echoed;
  const recorded = facts.flatMap((fact): readonly Recorded[] => {
    if (fact.origin === shift.origin) {
      told = Math.max(told, fact.seq);
      return [];
    }
    const before = known.get(fact.origin) ?? 0;
    if (fact.seq <= before && !lacking.delete(factId(fact))) return [];
    known.set(fact.origin, Math.max(before, fact.seq));
    const ends = isKnown(fact) && isFact(fact, 'ack.requested') ? outdoneBy(fact, {shift, told, outdone}) : [];
    return [...ends.map(ours => ({ours})), {theirs: fact}];
  });
  // Which stream it was is kept also of one that tells no facts: what another one lacks has not ended by that.
  const isSameStream = recorded.length === 0 && epochOf(reached) === epochOf(shift.feedReached);
  return isSameStream ? [] : [...recorded, {ours: {type: 'feed.reached', id: reached}}];
}

function epochOf(id: string | undefined): string | undefined {
  return id === undefined ? undefined : parseFeedId(id)?.epoch;
}

/**
 * What a file brought, of journals other than this one. Whoever asks has left out what this journal holds: the highest
 * number known of another one says nothing of those below, since files and the feed carry a selection.
 */
export function decideBundle({facts}: TakeBundle, {origin}: Pick<ShiftState, 'origin'>): readonly Recorded[] {
  const taken = new Set<string>();
  return facts.flatMap((fact): readonly Recorded[] => {
    if (fact.origin === origin || taken.has(factId(fact))) return [];
    taken.add(factId(fact));
    return [{theirs: fact}];
  });
}

function outdoneBy(
  theirs: FactOf<'ack.requested'>,
  {shift, told, outdone}: {readonly shift: ShiftState; readonly told: number; readonly outdone: Set<string>},
): readonly NewFact[] {
  const acks = new Set(
    theirs.alerts.flatMap(one => {
      const id = shift.ackOf.get(alertKey({source: theirs.source, fingerprint: one.fingerprint}));
      return id === undefined || isOfEarlier(one, theirs, shift.acks.get(id)) ? [] : [id];
    }),
  );
  return [...acks].flatMap((id): readonly NewFact[] => {
    const ack = shift.acks.get(id);
    if (ack === undefined || !isOpenHere(ack, shift) || ack.seq <= told || outdone.has(id)) return [];
    outdone.add(id);
    return [{type: 'ack.ended', ack: id, reason: 'taken', detail: `${theirs.by} was first`}];
  });
}

/** Theirs comes late, of what was there before: what ours holds began after it. */
function isOfEarlier(
  {fingerprint, startsAt}: {readonly fingerprint: string; readonly startsAt: number},
  {at}: Pick<Fact, 'at'>,
  ours: Ack | undefined,
): boolean {
  const held = ours?.alerts.find(one => one.fingerprint === fingerprint)?.startsAt ?? startsAt;
  return held > startsAt && held > Date.parse(at);
}

function isOpenHere({origin, status}: Ack, shift: ShiftState): boolean {
  return origin === shift.origin && status !== 'ended';
}
