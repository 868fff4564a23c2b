import type {Arrival} from '../../core/shift/command.js';
import type {Fact} from '../../core/shift/fact.js';
import type {TeamParts} from './parts.js';

export interface Arrivals {
  take(facts: readonly Fact[], reached: string): void;
  stop(): void;
}

/** While nothing can be recorded, what others told is offered again this often, ms. */
const AGAIN = 2_000;

/** Has what the feed told recorded, in order; what could not be recorded waits here, and the rest behind it. */
export function createArrivals(
  {receive, clock, store}: Pick<TeamParts, 'receive' | 'clock' | 'store'>,
  onEcho: (seq: number) => void,
): Arrivals {
  const waiting: Omit<Arrival, 'type' | 'echoed'>[] = [];
  let busy = false;
  let stopWaiting = (): void => undefined;
  const next = async (): Promise<void> => {
    const [first] = waiting;
    if (busy || first === undefined) return;
    busy = true;
    const {team, shift} = store.getState();
    const outcome = await receive({type: 'receive-facts', ...first, echoed: team?.echoed ?? 0});
    busy = false;
    if (!outcome.ok) {
      stopWaiting = clock.after(AGAIN, () => void next());
      return;
    }
    waiting.shift();
    // Only now: an ack of ours must not be placed before it is known who came before it.
    const own = first.facts.filter(({origin}) => origin === shift.origin).map(({seq}) => seq);
    if (own.length > 0) onEcho(Math.max(...own));
    void next();
  };
  return {
    take(facts, reached) {
      waiting.push({facts, reached});
      void next();
    },
    stop() {
      waiting.length = 0;
      stopWaiting();
    },
  };
}
