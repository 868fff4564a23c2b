import type {Asking, NewFact} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import {type Delivery, type DeliveryDraft, type Thread, threadKey} from './delivery.js';
import {isSamePager} from './pagers.js';
import {draftFor, firstPower, placeKey, placesOfAck} from './places.js';

type Ended = Extract<NewFact, {type: 'ack.ended'}>;
type Shown = Pick<WatchState, 'shift' | 'settings'>;

/** Acks that ended so that nobody has their alerts any more. */
function isGivenBack(fact: NewFact): fact is Ended {
  return fact.type === 'ack.ended' && !['resolved', 'taken', 'failed'].includes(fact.reason);
}

/** What was acknowledged by acks that have ended is taken back where that can be done, and said where it cannot. */
export function giveBackDrafts(facts: readonly NewFact[], state: WatchState, asking: Asking): readonly DeliveryDraft[] {
  const over = new Set(facts.flatMap(fact => (fact.type === 'ack.ended' ? [fact.ack] : [])));
  const drafts = facts
    .filter(isGivenBack)
    .flatMap(fact => placesOfAck(fact, state).flatMap(place => draftAt(place, fact, {over, state, asking})));
  return [...new Map(drafts.map(draft => [threadKey(draft.target, draft.thread), draft])).values()];
}

function draftAt(
  {target: name, thread, alerts, title}: Delivery,
  fact: Ended,
  {over, state, asking}: {readonly over: ReadonlySet<string>; readonly state: WatchState; readonly asking: Asking},
): readonly DeliveryDraft[] {
  const target = state.settings.targets.find(one => one.name === name);
  if (target === undefined) return [];
  const owner = ownerBeside({target: name, kind: target.kind, thread}, over, state);
  const verb = firstPower(target, owner === undefined ? ['release', 'note'] : ['note']);
  if (verb === undefined) return [];
  const said = {
    verb,
    key: placeKey('release', fact.ack, thread),
    status: owner === undefined ? ('firing' as const) : ('acked' as const),
    text: `${endingOf(fact, state, asking)}: ${owner ?? 'nobody'} has it.`,
  };
  return [draftFor({target, thread, alerts, title}, said, {state, asking})];
}

function endingOf({ack, reason}: Ended, {shift}: WatchState, {by}: Asking): string {
  return reason === 'released' ? `${by} gave it back` : `The ack of ${shift.acks.get(ack)?.by ?? 'somebody'} has ended`;
}

/** Who has what is open there all the same: by another ack, or by an acknowledgement of their own. */
function ownerBeside(
  {target, kind, thread}: Pick<Delivery, 'target' | 'kind' | 'thread'>,
  over: ReadonlySet<string>,
  {shift}: Shown,
): string | undefined {
  const told = new Set(
    [...shift.deliveries.values()].filter(one => one.target === target && one.thread === thread).map(({key}) => key),
  );
  const other = [...shift.acks.values()].find(
    ({ack, status}) => status !== 'ended' && !over.has(ack) && told.has(placeKey('ack', ack, thread)),
  );
  if (other !== undefined) return other.by;
  const theirs = [...shift.threads.values()].find(
    one =>
      one.thread === thread && one.status === 'acknowledged' && one.byAck === undefined && isSamePager(one.kind, kind),
  );
  return theirs && (theirs.by ?? 'somebody');
}

/** A place where an acknowledgement of ours stays although nobody has it, and why it cannot be taken back from here. */
export interface StayingAck extends Pick<Delivery, 'target' | 'kind' | 'thread' | 'title'> {
  readonly reason: string;
}

/** Where acks that have ended stay: the pager there calls nobody any more. */
export function stayingAcks(acks: readonly string[], state: Shown): readonly StayingAck[] {
  const over = new Set(acks);
  const places = acks.flatMap(ack => placesOfAck({ack}, state));
  const staying = places.flatMap((place): readonly StayingAck[] => {
    const target = state.settings.targets.find(({name}) => name === place.target);
    const reason = target?.powers.release;
    if (target === undefined || typeof reason !== 'string' || place.verb !== 'ack') return [];
    const open = state.shift.threads.get(threadKey(place.target, place.thread));
    if (open === undefined || !isOurs(open) || ownerBeside(place, over, state) !== undefined) return [];
    if (places.some(other => isTakenBack(other, place, state))) return [];
    return [{target: target.name, kind: target.kind, thread: place.thread, title: place.title, reason}];
  });
  return [...new Map(staying.map(one => [threadKey(one.target, one.thread), one])).values()];
}

function isOurs({status, byAck}: Thread): boolean {
  return status === 'acknowledged' && byAck === true;
}

/** The same incident is reached by another target, and that one can. */
function isTakenBack(other: Delivery, place: Delivery, {settings}: Shown): boolean {
  return (
    other.thread === place.thread &&
    isSamePager(other.kind, place.kind) &&
    settings.targets.find(({name}) => name === other.target)?.powers.release === true
  );
}
