import type {StoreApi} from 'zustand/vanilla';
import type {AlertKey} from '../core/alert/alert.js';
import type {OwnPresence} from '../core/feed/team.js';
import type {OwnLease} from '../core/lease/lease.js';
import type {SourceUpdate} from '../core/live/update.js';
import type {Command, Refusal} from '../core/shift/command.js';
import type {Fact} from '../core/shift/fact.js';
import type {WatchState} from '../core/watch-state.js';

export type ReadonlyStore<T> = Pick<StoreApi<T>, 'getState' | 'getInitialState' | 'subscribe'>;

/** What came of a command: the facts it made (none when it was already so), or why it was not done. */
export type Outcome =
  | {readonly ok: true; readonly facts: readonly Fact[]}
  | {readonly ok: false; readonly refusal: Refusal};

/** What every holder of a store is told when something became known, in order. */
export interface Publication {
  readonly facts: readonly Fact[];
  readonly update?: SourceUpdate;
}

/** What the rest of the program may hold: read the state, ask for things. */
export interface Engine {
  readonly store: ReadonlyStore<WatchState>;
  /**
   * Never rejects: a refusal is an outcome. Resolves when the facts are durable, not when their effects are done. They
   * carry `request` where one is given, by which they are found again when the answer is lost.
   */
  dispatch(command: Command, by?: string, request?: string): Promise<Outcome>;
  /** Resolves when the effects of these facts are settled, with the facts that settled them, or at the deadline with what is known. */
  settle(
    facts: readonly Fact[],
    timeout: number,
  ): Promise<{readonly settled: boolean; readonly facts: readonly Fact[]}>;
  /** Looks up curve and changes for an alert; the answer appears in `lookups`. */
  look(alert: AlertKey): void;
  /** Asks every source, or one, for a poll now. */
  wake(source?: string): void;
  /** Tells the team what the operator does now; nothing where there is no feed. */
  present?(now: OwnPresence): void;
  /** The operator leaves, and nobody is to go on for them. Resolves soon, also where that cannot be told. */
  depart?(): Promise<void>;
  /** What acts for others does so under this lease of its own from now on. */
  limit?(lease: OwnLease): void;
  /** Resolves when no delivery is on its way. */
  sent?(): Promise<void>;
  /**
   * Asks each pager once what is open there, and each schedule that is kept elsewhere who is on call; nothing where
   * whoever writes asks them by itself. Never rejects.
   */
  askAround?(): Promise<void>;
  /** Hears every publication from now on. */
  subscribe(listener: (publication: Publication) => void): () => void;
  stop(): Promise<void>;
}
