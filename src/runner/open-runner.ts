import path from 'node:path';
import type {Clock} from '../core/ports.js';
import type {Runner, RunnerCare} from '../core/runbook/run.js';
import {privateFolder} from '../lib/node/files.js';
import {OperatorError} from '../lib/operator-error.js';
import {childEnvironment} from './env-names.js';
import type {Host} from './host/host.js';
import {localHost} from './host/local-host.js';
import {remoteHost} from './host/remote-host.js';
import {findLeftovers} from './leftovers.js';
import {loginEnvironment, type PreparedEnvironment} from './login-environment.js';
import type {RunnerParts} from './parts.js';
import {runFiles, runsFolder, safeName} from './paths.js';
import {pause} from './pause.js';
import {birthOf} from './processes.js';
import {followedRun, resumeRun} from './resume-run.js';
import {KEPT, type Kept, tidy} from './retention.js';
import {refusalOf, startRun} from './start-run.js';

export interface RunnerOptions {
  /** Of this runner alone; 0700, everything in it 0600. */
  readonly folder: string;
  readonly clock: Clock;
  /** The command line that leads to where statements run, `ssh host`; absent or empty: this machine. */
  readonly via?: readonly string[];
  /** Names of variables that hold our own secrets: no statement sees them. */
  readonly secrets?: readonly string[];
  /** Where a walk begins on this machine; the working directory unless given. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** ms between TERM and KILL. */
  readonly grace?: number;
  /** ms for the login shell to come back with its environment. */
  readonly loginLimit?: number;
  readonly kept?: Kept;
}

const GRACE_MS = 3_000;
const LEAVE_MS = 500;
const LOGIN_MS = 5_000;

/** Runs statements in bash, here or behind `via`. Nothing is started before it is needed. */
export async function openRunner(options: RunnerOptions): Promise<Runner & RunnerCare> {
  const root = path.resolve(options.folder);
  await privateFolder(root);
  await privateFolder(runsFolder(root));
  const parts: RunnerParts = {
    root,
    clock: options.clock,
    via: options.via ?? [],
    own: {pid: process.pid, birth: (await birthOf(process.pid)) ?? 'unknown'},
    live: new Map(),
    busy: new Set(),
    clear: new Set(),
    hostOf: hosts(root, options),
  };
  const host = () => parts.hostOf(parts.via);
  return {
    start: (request, onEvent) => startRun(parts, request, onEvent),
    resume: (run, onEvent) => resumeRun(parts, run, onEvent),
    leftovers: () => findLeftovers(parts),
    leftRunning: async run => (await followedRun(parts, run)).leftRunning(),
    stopLeft: async run => (await followedRun(parts, run)).stopLeft(),
    place: (session, names = []) => host().place(session, names),
    async interactive(request) {
      const why = await refusalOf(parts, request);
      if (why !== undefined) throw new OperatorError(`it was not run: ${why}`, {hint: 'Nothing was changed.'});
      const files = runFiles(root, request.run);
      await privateFolder(files.folder);
      return host().interactive(files, request);
    },
    forget: session => host().forget(session),
    async leave() {
      parts.clear.clear();
      const live = [...parts.live.values()];
      for (const run of live) run.leave();
      // One that waits to pick its line up again is not waited for.
      await Promise.race([Promise.all(live.map(({ended}) => ended)), pause(LEAVE_MS)]);
    },
    tidy: () => tidy(parts, options.kept ?? KEPT),
  };
}

function hosts(root: string, options: RunnerOptions): (via: readonly string[]) => Host {
  const env = options.env ?? process.env;
  const secrets = options.secrets ?? [];
  let prepared: Promise<PreparedEnvironment> | undefined;
  const known = new Map<string, Host>();
  const make = (via: readonly string[]): Host => {
    const grace = options.grace ?? GRACE_MS;
    if (via.length > 0) return remoteHost({root, via, secrets, grace, env: childEnvironment(env, secrets)});
    const environment = () => {
      prepared ??= loginEnvironment({env, secrets, limit: options.loginLimit ?? LOGIN_MS});
      return prepared;
    };
    return localHost({root, environment, secrets, grace, cwd: options.cwd ?? process.cwd()});
  };
  return via => {
    const key = safeName(JSON.stringify(via));
    const host = known.get(key) ?? make(via);
    known.set(key, host);
    return host;
  };
}
