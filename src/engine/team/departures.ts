import type {FeedFact} from '../../core/feed/message.js';
import {isToldToTeam, NEWS} from '../../core/feed/team-facts.js';
import {goesOn} from '../../core/handoff/news.js';
import type {Fact} from '../../core/shift/fact.js';
import type {WatchState} from '../../core/watch-state.js';
import type {TeamParts} from './parts.js';

export interface Departures {
  /** The relay has this journal up to that number: what came after it is sent, and from now on what is recorded. */
  start(have: number): Promise<void>;
  /** The connection is gone. */
  stop(): void;
  tell(facts: readonly Fact[]): void;
}

/** Tells the relay the facts of this journal that the team wants, in the order of their numbers. */
export function createDepartures({feed, store, clock, ownFacts, warn}: Omit<TeamParts, 'sources' | 'fed'>): Departures {
  /** The highest number that was sent by this connection; undefined while there is none. */
  let sent: number | undefined;
  /** Counts connections, so that a slow reading for an earlier one sends nothing. */
  let connection = 0;
  const send = (facts: readonly Fact[]) => {
    const {origin} = store.getState().shift;
    for (const fact of facts) {
      if (sent === undefined || fact.origin !== origin || fact.seq <= sent) continue;
      if (isToldToTeam(fact, clock.now()) && !feed.send({type: 'fact', fact: fact as unknown as FeedFact})) {
        sent = undefined;
        return;
      }
      sent = fact.seq;
    }
  };
  return {
    async start(have) {
      connection += 1;
      const mine = connection;
      sent = undefined;
      try {
        const missing = reachesBack(store.getState(), have) ? store.getState().log : await ownFacts(clock.now() - NEWS);
        if (mine !== connection) return;
        sent = have;
        send(missing);
        // What was recorded while the older ones were read.
        send(store.getState().log);
      } catch (error) {
        warn?.(`the team was not told of earlier facts: ${error instanceof Error ? error.message : String(error)}`);
        if (mine === connection) sent = Math.max(have, store.getState().shift.seq);
      }
    },
    stop() {
      connection += 1;
      sent = undefined;
    },
    tell: send,
  };
}

/** Whether the newest facts go back to the one after that number. */
function reachesBack({log, shift}: WatchState, have: number): boolean {
  const {origin, seq} = shift;
  return have >= seq || (log.some(fact => fact.origin === origin) && goesOn(log, origin, new Map([[origin, have]])));
}
