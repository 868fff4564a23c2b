import {type AlertKey, alertKey} from '../alert/alert.js';
import {type Severity, worst} from '../alert/severity.js';
import {boundAcks} from './bounds.js';
import {type Draft, isLate, writableAck, writableMap} from './draft.js';
import type {FactOf, FactType} from './fact.js';
import type {Ack} from './state.js';

type AckFact = Extract<FactType, `ack.${string}`>;

/** Ends after which the silence of an ack is to be expired; the others have no silence any more. */
const GIVEN_UP: ReadonlySet<FactOf<'ack.ended'>['reason']> = new Set(['resolved', 'released', 'taken']);

/** How the facts about acks change the state. */
export const ackAppliers: {readonly [T in AckFact]: (draft: Draft, fact: FactOf<T>) => void} = {
  'ack.requested': (draft, fact) => {
    const keys = fact.alerts.map(alert => alertKey({source: fact.source, fingerprint: alert.fingerprint}));
    const severities = keys.flatMap(key => draft.state.firing.get(key)?.severity ?? []);
    writableMap(draft, 'acks').set(fact.ack, requested(fact, severities));
    draft.ownAcks.add(fact.ack);
    const ackOf = writableMap(draft, 'ackOf');
    const isOurs = fact.origin === draft.state.origin;
    // Of two acks the first in the team's order stands: ours has ended by now where theirs was that.
    for (const key of keys)
      if (isOurs || !(isHeld(draft, key) || isOfEarlier(draft, fact, key))) ackOf.set(key, fact.ack);
  },
  'ack.placed': (draft, fact) => {
    if (isOutdated(draft, fact)) return;
    const ack = writableAck(draft, fact.ack, before => heldAnew(before, fact));
    if (ack === undefined) return;
    // An ack that was released while its silence was on the way stays ended, and the silence is left to be expired.
    ack.silenceOpen = ack.status === 'ended';
    ack.status = ack.silenceOpen ? 'ended' : 'placed';
    ack.silence = {
      id: fact.silence,
      startsAt: fact.startsAt,
      endsAt: fact.endsAt,
      member: fact.member,
      placedAt: Date.parse(fact.at),
    };
  },
  'ack.extended': (draft, fact) => {
    if (isOutdated(draft, fact)) return;
    const ack = writableAck(draft, fact.ack, before => named(before, fact));
    if (ack?.silence === undefined) return;
    // Its silence had run out meanwhile: moving the end has made it anew.
    if (ack.status === 'requested') ack.status = 'placed';
    ack.silenceOpen = ack.status === 'ended';
    ack.extensions += 1;
    ack.silence = {...ack.silence, id: fact.silence, endsAt: fact.endsAt, placedAt: Date.parse(fact.at)};
  },
  'ack.failed': (draft, fact) => {
    if (isOutdated(draft, fact)) return;
    change(draft, fact.ack, ack => ({
      ...ack,
      ...(fact.lost === true && ack.status === 'placed' ? {status: 'requested' as const} : {}),
      trouble: {reason: fact.reason, ...(fact.hint === undefined ? {} : {hint: fact.hint})},
    }));
  },
  'ack.ended': (draft, fact) => {
    change(draft, fact.ack, ack => ({
      ...ack,
      status: 'ended',
      endedAt: Date.parse(fact.at),
      endReason: fact.reason,
      silenceOpen: ack.silence !== undefined && GIVEN_UP.has(fact.reason),
    }));
    const ackOf = writableMap(draft, 'ackOf');
    for (const [key, ack] of ackOf) if (ack === fact.ack) ackOf.delete(key);
    boundAcks(draft, Date.parse(fact.at));
  },
  'ack.unheld': (draft, fact) =>
    change(draft, fact.ack, ({unheld: _before, ...ack}) =>
      fact.alerts.length === 0 ? ack : {...ack, unheld: fact.alerts.map(({fingerprint}) => fingerprint)},
    ),
  'ack.taken': (draft, fact) =>
    change(draft, fact.ack, before => {
      // Whoever took it last has it.
      if (isLate(draft, fact, before.takenAt)) return before;
      const {reminder: _theirs, ...ack} = before;
      return {
        ...ack,
        origin: fact.origin,
        seq: fact.seq,
        by: fact.to ?? fact.by,
        remindedAt: Date.parse(fact.at),
        takenAt: Date.parse(fact.at),
        under: [...namesOn(ack), fact.from],
        ...(ack.silence === undefined ? {} : {silenceOf: fact.from}),
      };
    }),
  'ack.reminded': (draft, fact) =>
    change(draft, fact.ack, ack => {
      if (isLate(draft, fact, ack.remindedAt)) return ack;
      const at = Date.parse(fact.at);
      return {...ack, remindedAt: at, reminder: {at, because: fact.because}, severity: worstNow(draft, ack)};
    }),
  'ack.confirmed': (draft, fact) =>
    change(draft, fact.ack, ack => (isLate(draft, fact, ack.remindedAt) ? ack : seenTo(ack, Date.parse(fact.at)))),
};

/** What its owner writes about an alert answers the reminder of its ack. */
export function noteAnswersReminder(draft: Draft, fact: FactOf<'note.added'>): void {
  const ack = fact.alert === undefined ? undefined : draft.state.ackOf.get(alertKey(fact.alert));
  const held = ack === undefined ? undefined : draft.state.acks.get(ack);
  if (held?.reminder !== undefined && held.by === fact.by && !isLate(draft, fact, held.remindedAt))
    change(draft, held.ack, () => seenTo(held, Date.parse(fact.at)));
}

/** Its silence is known as it was made or looked at later. */
function isOutdated(draft: Draft, fact: FactOf<'ack.placed' | 'ack.extended' | 'ack.failed'>): boolean {
  return isLate(draft, fact, draft.state.acks.get(fact.ack)?.silence?.placedAt);
}

/** What fires here began after somebody acked what was there before. */
function isOfEarlier(draft: Draft, {source, alerts, at}: FactOf<'ack.requested'>, key: AlertKey): boolean {
  const now = draft.state.firing.get(key)?.startsAt;
  if (now === undefined || now <= Date.parse(at)) return false;
  return alerts.some(({fingerprint, startsAt}) => alertKey({source, fingerprint}) === key && startsAt < now);
}

function seenTo({reminder: _answered, ...ack}: Ack, at: number): Ack {
  return {...ack, remindedAt: at};
}

function requested(fact: FactOf<'ack.requested'>, severities: readonly Severity[]): Ack {
  const ack: Ack = {
    ack: fact.ack,
    origin: fact.origin,
    seq: fact.seq,
    source: fact.source,
    by: fact.by,
    title: fact.title,
    requestedAt: Date.parse(fact.at),
    alerts: fact.alerts,
    matchers: fact.matchers,
    duration: fact.duration,
    comment: fact.comment,
    extend: fact.extend,
    status: 'requested',
    silenceOpen: false,
    extensions: 0,
    severity: worst(severities),
  };
  if (fact.until === undefined && fact.carrier === undefined) return ack;
  return {
    ...ack,
    ...(fact.until === undefined ? {} : {until: fact.until}),
    ...(fact.carrier === undefined ? {} : {carrier: fact.carrier, status: 'placed'}),
  };
}

// Most acks have nothing to take off, and to copy all but some fields is ten times the work of a plain copy: a long journal is
// folded at every start.

function heldAnew(ack: Ack, fact: FactOf<'ack.placed'>): Ack {
  if (ack.unheld === undefined) return named(ack, fact);
  const {unheld: _anew, ...rest} = ack;
  return named(rest, fact);
}

/** Its silence says whose it is now, unless the ack has changed hands while that was on the way. */
function named(ack: Ack, {author = ack.by}: FactOf<'ack.placed' | 'ack.extended'>): Ack {
  if (ack.trouble === undefined && ack.under === undefined && ack.silenceOf === undefined) return ack;
  const {trouble: _settled, silenceOf: _theirs, under: _before, ...own} = ack;
  const under = namesOn(ack);
  return author !== ack.by && under.includes(author) ? {...own, silenceOf: author, under} : own;
}

/** Under whose names the silence of an ack may stand that was taken over, and has not been told so. */
function namesOn({under, silenceOf}: Ack): readonly string[] {
  return under ?? (silenceOf === undefined ? [] : [silenceOf]);
}

function isHeld({state}: Draft, key: AlertKey): boolean {
  const ack = state.acks.get(state.ackOf.get(key) ?? '');
  return ack !== undefined && ack.status !== 'ended';
}

function change(draft: Draft, id: string, how: (ack: Ack) => Ack): void {
  const ack = draft.state.acks.get(id);
  if (ack !== undefined) writableMap(draft, 'acks').set(id, how(ack));
}

function worstNow(draft: Draft, ack: Ack): Severity {
  return worst(
    ack.alerts.flatMap(
      alert => draft.state.firing.get(alertKey({source: ack.source, fingerprint: alert.fingerprint}))?.severity ?? [],
    ),
  );
}
