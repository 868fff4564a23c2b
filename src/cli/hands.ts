import type {Command} from '../core/shift/command.js';
import type {Fact} from '../core/shift/fact.js';
import type {WatchState} from '../core/watch-state.js';
import type {Outcome} from '../engine/engine.js';

/**
 * What a command holds while it changes something: either it is the writer for its length, or it hands everything to
 * the process that holds the lock.
 */
export interface Hands {
  readonly role: 'writer' | 'via-holder';
  state(): WatchState;
  /** Never rejects for a refusal: that is an outcome. Rejects with `OperatorError` when the holder does not answer. */
  dispatch(command: Command): Promise<Outcome>;
  /** Resolves when the effects of these facts are settled, or after `timeout` ms with what is known. */
  settle(
    facts: readonly Fact[],
    timeout: number,
  ): Promise<{readonly settled: boolean; readonly facts: readonly Fact[]}>;
  /** Resolves when every source has answered or failed once, or after `timeout` ms. */
  firstTruth(timeout: number): Promise<void>;
  /** Resolves when it is known what is open in pagers and who is on call, or after `timeout` ms: whoever stays knows it already. */
  askAround(timeout: number): Promise<void>;
  close(): Promise<void>;
}

/** `state` needs the journal only; `live` also what the sources show now. */
export interface HandsNeed {
  readonly need: 'state' | 'live';
  /** Something is sent to targets although no source is asked; with `live` that is always so. */
  readonly sends?: boolean;
}
