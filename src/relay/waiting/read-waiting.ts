import * as v from 'valibot';
import {type Journal, JournalError} from '../../core/ports.js';
import type {Fact} from '../../core/shift/fact.js';
import type {WaitedEntry} from '../backbone/backbone.js';
import {readStreamFact} from '../backbone/journal/stream-fact.js';

export interface Waiting {
  /** Of the journal. */
  readonly origin: string;
  /** Oldest first. */
  readonly waiting: readonly WaitedEntry[];
  /** The highest number that was given. */
  readonly last: number;
  /** It takes up room that nothing needs any more, should none wait. */
  readonly isUntidy: boolean;
}

const snapshot = v.object({v: v.literal(1), delivered: v.pipe(v.number(), v.safeInteger(), v.minValue(0))});

/** Up to which number the stream has what waited, when a new file was begun. */
export type WaitingSnapshot = v.InferOutput<typeof snapshot>;

export function isWaitingSnapshot(value: unknown): value is WaitingSnapshot {
  return v.is(snapshot, value);
}

/** What waits in the journal. Rejects with {@link JournalError} where a newer version has written to it. */
export async function readWaiting(journal: Journal): Promise<Waiting> {
  const {origin, snapshot: before, facts} = await journal.replay();
  if (before !== undefined && !isWaitingSnapshot(before)) throw newer('a snapshot');
  const delivered = Math.max(before?.delivered ?? 0, ...facts.filter(isDelivered).map(({seq}) => seq));
  const own = facts.filter(fact => fact.origin === origin && fact.seq > delivered);
  return {origin, waiting: own.map(waitedIn), last: own.at(-1)?.seq ?? delivered, isUntidy: facts.length > 0};
}

/** Says that the stream has what waited up to this number. Of no journal, so that it takes none itself. */
export function deliveredFact(number: number, at: number): Fact {
  const stamp = new Date(at).toISOString();
  return {v: 1, seq: number, origin: DELIVERED, at: stamp, by: 'relay', type: 'feed.delivered'};
}

const DELIVERED = 'delivered';

function isDelivered({origin, type}: Fact): boolean {
  return origin === DELIVERED && type === 'feed.delivered';
}

function waitedIn(fact: Fact): WaitedEntry {
  const read = readStreamFact(fact);
  if (read === undefined) throw newer(`"${fact.type}" in version ${fact.v}`);
  return {entry: read.entry, waited: {journal: fact.origin, number: fact.seq, came: Date.parse(fact.at)}};
}

function newer(what: string): JournalError {
  return new JournalError('newer', `it holds ${what}, which this version does not know`, {
    hint: 'Upgrade watchkeeper here, or give the relay another state folder.',
  });
}
