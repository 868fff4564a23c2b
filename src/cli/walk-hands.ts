import type {RunbookDesk} from '../core/runbook/desk.js';
import type {Hands} from './hands.js';

/** What a command walks a runbook with. */
export interface WalkHands extends Hands {
  readonly desk: RunbookDesk;
  /** Hands over the output of a run as it comes, filtered, and resolves when the run has ended and all of it was told. */
  follow(run: string, write: (text: string) => void): Promise<void>;
  /** Asks on the terminal; what was typed before is no answer. Undefined for `ctrl-c` and `ctrl-d`. */
  ask(question: string, how?: {readonly prefill?: string; readonly hidden?: boolean}): Promise<string | undefined>;
  /** Gives the terminal to a program until it ends; rejects when it cannot be started. */
  handOff(
    file: string,
    args: readonly string[],
  ): Promise<{readonly code: number | null; readonly signal: string | null}>;
  /** Hears each `ctrl-c` until the answer is called. */
  onInterrupt(hear: () => void): () => void;
  now(): number;
}
