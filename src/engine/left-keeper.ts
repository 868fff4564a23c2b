import type {StoreApi} from 'zustand/vanilla';
import type {Clock} from '../core/ports.js';
import type {LeftProcess, Runner} from '../core/runbook/run.js';
import {runsWithLeft, type StepRun} from '../core/runbook/walk.js';
import type {Command} from '../core/shift/command.js';
import type {WatchState} from '../core/watch-state.js';
import type {Outcome} from './engine.js';

/** Between two looks at what statements left running, ms: behind `via` each is a call. */
const LOOKS_EVERY = 60_000;

interface Parts {
  readonly store: StoreApi<WatchState>;
  readonly runs: {
    readonly runner: Pick<Runner, 'leftRunning' | 'stopLeft'>;
    redact(text: string, secrets: readonly string[]): string;
  };
  readonly clock: Clock;
  readonly ask: (command: Command) => Promise<Outcome>;
}

export interface LeftKeeper {
  /** Ends what somebody has asked to be ended. */
  look(): void;
  /** Looks whether what was left running still runs. */
  check(): Promise<void>;
}

/** Knows what statements that have ended left running, until it is gone. */
export function createLeftKeeper({store, runs, clock, ask}: Parts): LeftKeeper {
  const stopping = new Set<string>();
  let waiting = false;
  const tell = (run: string, left: readonly LeftProcess[]) =>
    ask({
      type: 'settle-run-left',
      run,
      left: left.map(({pid, command}) => ({pid, command: runs.redact(command, [])})),
    });
  const stop = async ({run, left = []}: StepRun) => {
    // Where it cannot be reached, it is as it was; whoever asked sees that it still runs.
    await tell(run, await runs.runner.stopLeft(run).catch(() => left));
    stopping.delete(run);
  };
  const check = async () => {
    for (const {run, left = []} of runsLeft(store.getState())) {
      await tell(run, await runs.runner.leftRunning(run).catch(() => left));
    }
  };
  const wait = () => {
    if (waiting || runsLeft(store.getState()).length === 0) return;
    waiting = true;
    clock.after(LOOKS_EVERY, () => {
      void check().then(() => {
        waiting = false;
        wait();
      });
    });
  };
  return {
    look() {
      for (const run of runsLeft(store.getState())) {
        if (run.leftStoppedBy === undefined || stopping.has(run.run)) continue;
        stopping.add(run.run);
        void stop(run);
      }
      wait();
    },
    check,
  };
}

function runsLeft({shift}: WatchState): readonly StepRun[] {
  return [...shift.walks.values()].filter(walk => walk.origin === shift.origin).flatMap(runsWithLeft);
}
