import {join} from 'node:path';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Clock} from '../../core/ports.js';
import type {Runner, RunnerCare} from '../../core/runbook/run.js';
import {secretVariables} from './redactor.js';

/** A runner that is made when something is run, found again or asked about, and costs nothing before. */
export function lazyRunner(
  config: Config,
  {env, clock}: {readonly env: Env; readonly clock: Clock},
): Runner & RunnerCare {
  let opened: Promise<Runner & RunnerCare> | undefined;
  const runner = () => {
    opened ??= import('../../runner/open-runner.js').then(({openRunner}) =>
      openRunner({
        folder: join(config.stateDir, 'runs'),
        clock,
        via: config.runbooks.via,
        secrets: secretVariables(config),
        env,
      }),
    );
    return opened;
  };
  return {
    start: async (request, onEvent) => (await runner()).start(request, onEvent),
    resume: async (run, onEvent) => (await runner()).resume(run, onEvent),
    leftovers: async () => (await runner()).leftovers(),
    leftRunning: async run => (await runner()).leftRunning(run),
    stopLeft: async run => (await runner()).stopLeft(run),
    place: async (session, names) => (await runner()).place(session, names),
    interactive: async request => (await runner()).interactive(request),
    forget: async session => (await runner()).forget(session),
    leave: async () => (await opened)?.leave(),
    tidy: async () => (await runner()).tidy(),
  };
}
