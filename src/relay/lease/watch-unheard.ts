import type {Clock} from '../../core/ports.js';
import {brief} from '../../core/time/duration.js';
import type {Deputy} from './deputy.js';

/** So long, ms, what was done for others may be on its way into the stream before that is said. */
const PATIENCE = 15_000;
/** How often it is looked, ms. */
const LOOK = 5_000;

interface Parts {
  readonly deputy: Pick<Deputy, 'unheard'>;
  readonly clock: Clock;
  log(line: string): void;
  warn(line: string): void;
}

/** Why nobody hears what this relay does for cockpits that are gone, for people; undefined while they do. */
export function unheardTrouble({deputy, clock}: Pick<Parts, 'deputy' | 'clock'>): string | undefined {
  const {facts, since, reason} = deputy.unheard();
  if (since === undefined || clock.now() - since < PATIENCE) return undefined;
  const what =
    facts === 0
      ? 'what acts here for cockpits that are gone does not hear the stream'
      : 'what was done here for cockpits that are gone is not in the stream, so that nobody hears of it';
  return reason === undefined ? what : `${what}: ${reason.replace(/\.$/, '')}`;
}

/** Says in the relay's log when that begins and when it is over. Answers with what stops it. */
export function watchUnheard(parts: Parts): () => void {
  const {deputy, clock, log, warn} = parts;
  let isSaid = false;
  let stop = (): void => undefined;
  const next = (): void => {
    stop = clock.after(LOOK, () => {
      const trouble = unheardTrouble(parts);
      if (trouble !== undefined && !isSaid) {
        const since = deputy.unheard().since ?? clock.now();
        warn(`For ${brief(clock.now() - since)} now ${trouble}. It is tried again all the time.`);
      }
      if (trouble === undefined && isSaid) log('What the relay did for cockpits that are gone is in the stream.');
      isSaid = trouble !== undefined;
      next();
    });
  };
  next();
  return () => stop();
}
