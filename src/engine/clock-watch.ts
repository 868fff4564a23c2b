import type {Clock} from '../core/ports.js';
import type {Command} from '../core/shift/command.js';
import {brief} from '../core/time/duration.js';
import type {Outcome} from './engine.js';

/** How often the clock is looked at, ms, and how far back it must have been set to be worth a word. */
const EVERY = 15_000;
const WORTH = 5_000;

/** Notes that the clock of the machine was set back while this process runs: the times in the log are then its own. */
export function watchClock({
  clock,
  ask,
}: {
  readonly clock: Clock;
  readonly ask: (command: Command) => Promise<Outcome>;
}): {stop(): void} {
  const aheadOf = clock.ahead;
  if (aheadOf === undefined) return {stop: () => undefined};
  let told = 0;
  let cancel: () => void = () => undefined;
  const look = async () => {
    const ahead = aheadOf();
    if (ahead - told >= WORTH) {
      const outcome = await ask({type: 'note', text: noteOf(ahead)});
      if (outcome.ok) told = ahead;
    } else {
      told = Math.min(told, ahead);
    }
    next();
  };
  const next = () => {
    cancel = clock.after(EVERY, () => void look());
  };
  next();
  return {stop: () => cancel()};
}

function noteOf(ahead: number): string {
  return `The clock of this machine was set back: it is ${brief(ahead)} behind the times of this log, which go on as before`;
}
