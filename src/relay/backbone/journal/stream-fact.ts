import type {Envelope, Fact} from '../../../core/shift/fact.js';
import type {NewEntry} from '../backbone.js';

/** What the relay's journal says of an entry. */
export interface StreamFact extends Envelope {
  readonly entry: NewEntry;
}

interface Name {
  readonly seq: number;
  readonly origin: string;
  /** Unix ms. */
  readonly at: number;
}

/** The entry as a fact of the relay's own journal, whose numbers are those of the stream. */
export function factOf(entry: NewEntry, {seq, origin, at}: Name): Fact {
  const {kind, ...body} = entry;
  return {v: 1, seq, origin, at: new Date(at).toISOString(), by: 'relay', type: `feed.${kind}`, ...body};
}

/** Undefined when a newer version wrote it. */
export function readStreamFact(fact: Fact): StreamFact | undefined {
  const {v, seq, origin, at, by, type, ...body} = fact;
  const kind = KINDS.find(one => type === `feed.${one}`);
  if (kind === undefined || v !== 1) return undefined;
  return {v, seq, origin, at, by, entry: {kind, ...body} as unknown as NewEntry};
}

const KINDS = ['alert', 'fact', 'told'] as const;
