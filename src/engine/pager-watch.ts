import type {StoreApi} from 'zustand/vanilla';
import {hasFind} from '../core/escalation/find.js';
import type {FoundIncident, Target} from '../core/escalation/target.js';
import {watchedThreads} from '../core/escalation/watched-threads.js';
import type {Clock} from '../core/ports.js';
import type {Command} from '../core/shift/command.js';
import type {WatchState} from '../core/watch-state.js';
import type {Outcome} from './engine.js';

/** Between two looks at a pager while something is open there, ms: what others do there is known within 10 s, its answer included. */
const EVERY = 8_000;
/** One that does not answer is asked less often, up to this, ms. */
const MOST = 120_000;

export interface PagerWatch {
  /** Something may have changed: pagers are asked from then on, while something may be open there. */
  look(): void;
  /** Asks each of them once, now. Never rejects. */
  ask(): Promise<void>;
}

/** Looks at pagers while something may be open there, and tells what others did with it. */
export function createPagerWatch(parts: {
  readonly store: StoreApi<WatchState>;
  readonly targets: readonly Target[];
  readonly clock: Clock;
  readonly report: (command: Command, by: string) => Promise<Outcome>;
  readonly signal: AbortSignal;
}): PagerWatch {
  const pagers = parts.targets.filter(hasFind).map(target => ({
    target,
    waiting: false,
    failures: 0,
    /** The levels at the last look, by incident. */
    levels: new Map<string, number>(),
  }));

  /** False where nothing may be open there. */
  const ask = async (pager: (typeof pagers)[number]): Promise<boolean> => {
    const {store, signal, report} = parts;
    const threads = watchedThreads(pager.target, store.getState());
    if (threads.length === 0 || signal.aborted) return false;
    try {
      const found = await pager.target.find(threads, signal);
      for (const incident of found) {
        const {command, by} = reportOf(incident, pager);
        await report(command, by);
      }
      pager.levels = levelsOf(found);
      pager.failures = 0;
    } catch {
      // That it does not answer shows where something is sent to it; a look that fails is made again, later.
      pager.failures += 1;
    }
    return true;
  };
  const askInTurn = async (pager: (typeof pagers)[number]) => {
    const goesOn = ask(pager);
    pager.waiting = false;
    if (await goesOn) wait(pager);
  };
  const wait = (pager: (typeof pagers)[number]) => {
    if (pager.waiting || parts.signal.aborted) return;
    pager.waiting = true;
    parts.clock.after(Math.min(MOST, EVERY * 2 ** pager.failures), () => void askInTurn(pager));
  };
  return {
    look: () => {
      const {live, shift} = parts.store.getState();
      if (pagers.length === 0 || (live.alerts.size === 0 && shift.threads.size === 0)) return;
      for (const pager of pagers) wait(pager);
    },
    ask: async () => {
      await Promise.all(pagers.map(ask));
    },
  };
}

/** Whoever has changed its status last has not escalated it. */
function reportOf(
  found: FoundIncident,
  {target: {name: target}, levels}: {readonly target: Target; readonly levels: ReadonlyMap<string, number>},
): {readonly command: Command; readonly by: string} {
  const command = {type: 'report-pager' as const, target, found};
  if (isRaised(found, levels)) return {command: {...command, raised: true}, by: target};
  return {command, by: found.by ?? target};
}

function isRaised(incident: FoundIncident, levels: ReadonlyMap<string, number>): boolean {
  const before = levels.get(nameOf(incident));
  return before !== undefined && incident.level !== undefined && incident.level > before;
}

function levelsOf(found: readonly FoundIncident[]): Map<string, number> {
  return new Map(found.flatMap(one => (one.level === undefined ? [] : [[nameOf(one), one.level] as const])));
}

function nameOf({ref, thread = ''}: FoundIncident): string {
  return JSON.stringify([thread, ref]);
}
