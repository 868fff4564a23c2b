import type {StoreApi} from 'zustand/vanilla';
import type {AlertSource, Clock, Feed} from '../../core/ports.js';
import type {Arrival, Command} from '../../core/shift/command.js';
import type {Fact} from '../../core/shift/fact.js';
import type {WatchState} from '../../core/watch-state.js';
import type {Outcome} from '../engine.js';
import type {Intake} from '../intake.js';

/** What following a team takes. */
export interface TeamParts {
  readonly feed: Feed;
  readonly store: StoreApi<WatchState>;
  readonly sources: readonly AlertSource[];
  /** Sources that only the feed tells of, as far as the journal knows them. */
  readonly fed: readonly string[];
  readonly intake: Intake;
  readonly clock: Clock;
  readonly ask: (command: Command) => Promise<Outcome>;
  /** Whether a relay is asked to go on for this process when it is gone. */
  readonly wantsLease: boolean;
  readonly receive: (arrival: Arrival) => Promise<Outcome>;
  /** The facts of this journal recorded since then, Unix ms, oldest first; asked for when the relay lacks some. */
  readonly ownFacts: (since: number) => Promise<readonly Fact[]>;
  readonly warn?: (message: string) => void;
}
