import {seesTo, seesToAsked} from '../lease/acting.js';
import {leavesAlone} from '../lease/own-lease.js';
import {serverAhead} from '../live/server-time.js';
import type {WatchState} from '../watch-state.js';
import {endOf, extensionDue} from './deadlines.js';
import {isWatched} from './left-sources.js';
import type {Ack, SilenceOrder} from './state.js';

/** Something that has to be done at a source, with a key that stays the same while it is outstanding. */
export type Work =
  | {readonly kind: 'place-ack'; readonly key: string; readonly source: string; readonly seq: number; readonly ack: Ack}
  | {
      readonly kind: 'extend-ack';
      readonly key: string;
      readonly source: string;
      readonly seq: number;
      readonly ack: Ack;
    }
  | {
      readonly kind: 'expire-ack';
      readonly key: string;
      readonly source: string;
      readonly seq: number;
      readonly ack: Ack;
    }
  | {
      readonly kind: 'order';
      readonly key: string;
      readonly source: string;
      readonly seq: number;
      readonly order: SilenceOrder;
    };

/**
 * What has still to be done, from the facts alone: the journal is the outbox, so that what was asked for before a crash
 * is done after it. Only what was asked for in this journal counts, or of a cockpit that this process acts for; others
 * look after theirs. What concerns a source
 * that is not watched waits until it is.
 */
export function outstandingWork(state: WatchState, now: number): readonly Work[] {
  if (state.settings.readOnly) return [];
  const work: Work[] = [];
  for (const ack of state.shift.acks.values()) {
    const isOurs = seesTo(ack.origin, state) && isWatched(ack.source, state) && !leavesAlone(ack, state, now);
    const item = isOurs ? workOfAck(ack, state, now) : undefined;
    if (item !== undefined) work.push(item);
  }
  for (const order of state.shift.orders.values()) {
    if (seesToAsked(order, state) && isWatched(order.source, state))
      work.push({kind: 'order', key: order.token, source: order.source, seq: order.seq, order});
  }
  return work;
}

function workOfAck(ack: Ack, state: WatchState, now: number): Work | undefined {
  const common = {source: ack.source, seq: ack.seq, ack};
  // One that came after its cockpit was taken over is placed by whoever asked.
  if (ack.status === 'requested' && !seesToAsked(ack, state)) return undefined;
  if (ack.status === 'requested') return {kind: 'place-ack', key: `${ack.ack} place`, ...common};
  if (ack.status === 'ended')
    return ack.silenceOpen ? {kind: 'expire-ack', key: `${ack.ack} expire`, ...common} : undefined;
  const end = endOf(ack, state);
  const serverNow = now + serverAhead(state, ack.source);
  // Once its end is past, the facts have to say first whether it is placed again or has lapsed.
  if (!ack.extend || end === undefined || serverNow >= end) return undefined;
  // One that was taken over says at once whose it is.
  if (ack.silenceOf === undefined && serverNow < extensionDue(ack, end)) return undefined;
  if (ack.until !== undefined && end >= ack.until) return undefined;
  return {kind: 'extend-ack', key: `${ack.ack} extend`, ...common};
}
