import type {SeenMark} from '../core/ports.js';
import type {Fact} from '../core/shift/fact.js';
import {readBack, unheldSince} from '../core/shift/log-window.js';
import type {Engine} from './engine.js';

interface LookingBack {
  readonly store: Engine['store'] & {setState(part: ReturnType<typeof readBack>): void};
  readonly factsSince?: (since: number) => Promise<readonly Fact[]>;
  /** Absent in a process that is no cockpit. */
  readonly seen?: SeenMark;
  readonly warn?: (message: string) => void;
}

/**
 * A snapshot stands for what was before it, and what belongs to an incident that is still open may be there: in a cockpit
 * its timeline and its updates are to have that, too. Never rejects.
 */
export async function lookBack({store, factsSince, seen, warn}: LookingBack): Promise<void> {
  const since = seen === undefined ? undefined : unheldSince(store.getState());
  if (since === undefined || factsSince === undefined) return;
  try {
    const facts = await factsSince(since);
    const state = store.getState();
    store.setState(readBack(state, facts, state.shift));
  } catch (error) {
    warn?.(`earlier facts of open incidents were not read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
