import type {Clock, Journal} from '../core/ports.js';
import type {TakeBundle} from '../core/shift/command.js';
import type {Fact} from '../core/shift/fact.js';
import {factId} from '../core/shift/fact-id.js';
import {heldFacts} from '../core/shift/log-window.js';
import type {Engine, Outcome} from './engine.js';

/** So long, ms, what was read of the journal is good for the next part of a file. */
const GOOD = 10_000;

interface Taking {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly store: Engine['store'];
  /** Facts of this journal recorded since then, also those that a replay leaves out. */
  readonly factsSince?: (since: number) => Promise<readonly Fact[]>;
}

type Ask = (command: TakeBundle) => Promise<Outcome>;

/**
 * Takes of a file what this journal has not. A file and the feed each carry a selection of another journal's facts, so the
 * highest number that is known of it says nothing of those below: the journal itself does.
 */
export function bundleTaker({clock, factsSince, journal, store}: Taking) {
  let known: {readonly since: number; readonly until: number; readonly ids: Set<string>} | undefined;
  const read = async (since: number) => {
    if (known !== undefined && known.since <= since && clock.monotonic() < known.until) return known.ids;
    const facts = factsSince === undefined ? (await journal.replay()).facts : await factsSince(since);
    const ids = new Set(facts.map(factId));
    known = {since, until: clock.monotonic() + GOOD, ids};
    return ids;
  };
  return async (command: TakeBundle, ask: Ask): Promise<Outcome> => {
    const ids = await read(earliest(command.facts));
    const note = (facts: readonly Fact[]) => {
      for (const fact of facts) ids.add(factId(fact));
    };
    // What came while the journal was read, and since.
    note(heldFacts(store.getState()));
    const outcome = await ask({...command, facts: command.facts.filter(fact => !ids.has(factId(fact)))});
    if (outcome.ok) note(outcome.facts);
    return outcome;
  };
}

/** When the first of them was recorded, Unix ms. */
function earliest(facts: readonly Fact[]): number {
  return facts.reduce((least, {at}) => Math.min(least, Date.parse(at)), Number.POSITIVE_INFINITY);
}
