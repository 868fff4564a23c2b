import type {FeedFact} from '../../core/feed/message.js';
import {BackboneError, type Entry, type NewEntry, type Waited} from './backbone.js';

/** An entry that waits for its number. */
export interface Prepared {
  readonly entry: NewEntry;
  /** What it tells, as JSON. */
  readonly body: string;
  /** The one epoch it may stand in; any, where absent. */
  readonly only?: string;
  /** Where it stood until now. */
  readonly waited?: Waited;
  /** When it was told first, Unix ms, where it is told again. */
  readonly toldAt?: number;
}

/** Where and when it came to stand. */
export interface Place {
  readonly epoch: string;
  /** Unix ms. */
  readonly at: number;
}

/** Throws when it cannot be written as JSON, before anything else depends on it. */
export function prepare(entry: NewEntry): Prepared {
  switch (entry.kind) {
    case 'alert':
      return {entry, body: JSON.stringify(entry.alert)};
    case 'fact':
      return {entry, body: JSON.stringify(entry.fact)};
    case 'told':
      return {entry, body: JSON.stringify(toldBody(entry.fact))};
  }
}

/** Throws when one of them must not stand in this epoch. */
export function checkEpoch(batch: readonly Prepared[], epoch: string): void {
  if (batch.some(({only}) => only !== undefined && only !== epoch)) {
    throw new BackboneError('unavailable', 'the stream was made anew since a cockpit asked what it has');
  }
}

/** The text of the entry, cut where its number belongs. */
export function piecesOf({entry, body}: Prepared, {epoch, at}: Place): readonly string[] {
  switch (entry.kind) {
    case 'alert':
      return ['{"seq":', `,"at":${at},"kind":"alert","alert":${body}}`];
    case 'fact':
      return ['{"seq":', `,"at":${at},"kind":"fact","fact":${body}}`];
    case 'told':
      return [
        '{"seq":',
        `,"at":${at},"kind":"fact","fact":{"origin":${JSON.stringify(epoch)},"seq":`,
        `,${body.slice(1)}}`,
      ];
  }
}

export function entryOf({entry}: Prepared, seq: number, {epoch, at}: Place): Entry {
  switch (entry.kind) {
    case 'alert':
      return {seq, at, kind: 'alert', alert: entry.alert};
    case 'fact':
      return {seq, at, kind: 'fact', fact: entry.fact};
    case 'told':
      return {seq, at, kind: 'fact', fact: toldFact(entry.fact, {origin: epoch, seq})};
  }
}

/** A fact that stands in no journal gets the stream's epoch and its number there for a name. */
function toldFact(
  fact: Omit<FeedFact, 'origin' | 'seq'>,
  name: {readonly origin: string; readonly seq: number},
): FeedFact {
  return {...fact, ...name} as FeedFact;
}

function toldBody(fact: Omit<FeedFact, 'origin' | 'seq'>): object {
  const {origin: _origin, seq: _seq, ...body} = fact;
  return body;
}
