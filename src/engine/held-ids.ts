import type {Clock, Journal} from '../core/ports.js';
import type {Fact} from '../core/shift/fact.js';
import {factId} from '../core/shift/fact-id.js';
import {heldFacts} from '../core/shift/log-window.js';
import type {Engine} from './engine.js';

/** So long, ms, what was read of the journal is good for the next part of a file. */
const GOOD = 10_000;

interface Held {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly store: Engine['store'];
  /** Facts of this journal recorded since then, also those that a replay leaves out. */
  readonly factsSince?: (since: number) => Promise<readonly Fact[]>;
}

/**
 * Which facts the journal has, by id: of all that are as old as the first of those that are asked about. A file and the feed
 * each carry a selection of another journal's facts, so that the highest number known of it says nothing of those below.
 */
export function heldIds({clock, factsSince, journal, store}: Held) {
  let known: {readonly since: number; readonly until: number; readonly ids: Set<string>} | undefined;
  const read = async (since: number) => {
    if (known !== undefined && known.since <= since && clock.monotonic() < known.until) return known.ids;
    const facts = factsSince === undefined ? (await journal.replay()).facts : await factsSince(since);
    const ids = new Set(facts.map(factId));
    known = {since, until: clock.monotonic() + GOOD, ids};
    return ids;
  };
  return async (facts: readonly Fact[]): Promise<Set<string>> => {
    const ids = await read(earliest(facts));
    // What came while the journal was read, and since.
    for (const fact of heldFacts(store.getState())) ids.add(factId(fact));
    return ids;
  };
}

/** When the first of them was recorded, Unix ms. */
function earliest(facts: readonly Fact[]): number {
  return facts.reduce((least, {at}) => Math.min(least, Date.parse(at)), Number.POSITIVE_INFINITY);
}
