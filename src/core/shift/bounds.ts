import {type Draft, writableMap} from './draft.js';
import type {Ack} from './state.js';

/** Label sets whose earlier occurrences are remembered. */
const LABEL_SETS = 3_000;
/** How many ended occurrences of one label set are remembered. */
export const HISTORY_LIMIT = 30;
/** Ended acks that are remembered, and how long the others are, ms: by then their rows say nothing of them any more. */
const ENDED_ACKS = {most: 300, age: 24 * 60 * 60_000};
const VERDICTS = 5_000;
const ENDED_BY_HAND = 500;
/** Items that were answered as watches were taken over: more than any one watch has. */
const ACCEPTED = 5_000;

/** What a watch of any length may keep in memory; all of it stays in the journal. Each is called when its map has grown. */
export function boundHistory(draft: Draft): void {
  dropOldest(writableMap(draft, 'history'), LABEL_SETS);
}

export function boundVerdicts(draft: Draft): void {
  dropOldest(writableMap(draft, 'judged'), VERDICTS);
  dropOldest(writableMap(draft, 'judgedAt'), VERDICTS);
}

export function boundEndedByHand(draft: Draft): void {
  dropOldest(writableMap(draft, 'endedByHand'), ENDED_BY_HAND);
}

export function boundAccepted(draft: Draft): void {
  dropOldest(writableMap(draft, 'accepted'), ACCEPTED);
}

/** Drops acks that have long ended; never one whose silence has still to be ended. `now` is Unix ms. */
export function boundAcks(draft: Draft, now: number): void {
  const ended = [...draft.state.acks.values()].filter(ack => ack.status === 'ended' && !ack.silenceOpen).sort(byEnd);
  const surplus = ended.length - ENDED_ACKS.most;
  const old = ended.filter((ack, index) => index < surplus || now - (ack.endedAt ?? now) > ENDED_ACKS.age);
  if (old.length === 0) return;
  const acks = writableMap(draft, 'acks');
  for (const {ack} of old) acks.delete(ack);
}

function byEnd(left: Ack, right: Ack): number {
  return (left.endedAt ?? 0) - (right.endedAt ?? 0) || left.seq - right.seq;
}

/** Maps keep the order in which keys were set. To come to the oldest takes long where many before it were deleted. */
function dropOldest(map: Map<string, unknown>, most: number): void {
  if (map.size <= most) return;
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
