import type {Arrival} from '../../core/shift/command.js';
import type {TeamParts} from './create-team.js';

export interface Arrivals {
  take(arrival: Omit<Arrival, 'type'>): void;
  stop(): void;
}

/** While nothing can be recorded, what others told is offered again this often, ms. */
const AGAIN = 2_000;

/** Has what the feed told recorded, in order; what could not be recorded waits here, and the rest behind it. */
export function createArrivals({receive, clock}: Pick<TeamParts, 'receive' | 'clock'>): Arrivals {
  const waiting: Arrival[] = [];
  let busy = false;
  let stopWaiting = (): void => undefined;
  const next = async (): Promise<void> => {
    const [first] = waiting;
    if (busy || first === undefined) return;
    busy = true;
    const outcome = await receive(first);
    busy = false;
    if (!outcome.ok) {
      stopWaiting = clock.after(AGAIN, () => void next());
      return;
    }
    waiting.shift();
    void next();
  };
  return {
    take(arrival) {
      waiting.push({type: 'receive-facts', ...arrival});
      void next();
    },
    stop() {
      waiting.length = 0;
      stopWaiting();
    },
  };
}
