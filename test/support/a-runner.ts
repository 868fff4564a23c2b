import {randomBytes} from 'node:crypto';
import type {RunEvent, Runner, RunnerCare, Running, RunRequest, RunResult} from '../../src/core/runbook/run.js';
import {systemClock} from '../../src/lib/node/system-clock.js';
import {openRunner, type RunnerOptions} from '../../src/runner/open-runner.js';
import {tempDir} from './real.js';

/** A run as a test looks at it. */
export interface Seen {
  readonly run: string;
  readonly running: Running;
  readonly events: RunEvent[];
  readonly pid: () => number;
  readonly file: () => string;
  /** Newest state of every line, in order; what is left out as `[n left out]`. */
  readonly lines: () => string[];
  /** Resolves when the text of a line is in what was shown so far. */
  shows(text: string): Promise<void>;
}

export interface ATestRunner extends Runner, RunnerCare {
  readonly folder: string;
  /** Starts it, in the session `s` unless told. */
  begin(text: string, more?: Partial<RunRequest>): Promise<Seen>;
  /** Runs it to its end. */
  run(text: string, more?: Partial<RunRequest>): Promise<RunResult & {readonly lines: string[]}>;
}

/** A runner in a folder of its own, with a quiet environment and a login shell that does nothing. */
export async function aRunner(options: Partial<RunnerOptions> = {}): Promise<ATestRunner> {
  const folder = options.folder ?? tempDir();
  const env = {PATH: process.env.PATH, HOME: tempDir(), LANG: 'C.UTF-8', SHELL: '/bin/sh'};
  const runner = await openRunner({clock: systemClock, env, cwd: tempDir(), grace: 1_000, ...options, folder});
  const begin = async (text: string, more: Partial<RunRequest> = {}) => {
    const request: RunRequest = {run: `r-${randomBytes(5).toString('hex')}`, session: 's', env: {}, text, ...more};
    return seen(request.run, onEvent => runner.start(request, onEvent));
  };
  return {
    ...runner,
    folder,
    begin,
    async run(text, more) {
      const one = await begin(text, more);
      const result = await one.running.ended;
      return {...result, lines: one.lines()};
    },
  };
}

/** Collects what a run reports. */
export async function seen(
  run: string,
  start: (onEvent: (event: RunEvent) => void) => Promise<Running>,
): Promise<Seen> {
  const events: RunEvent[] = [];
  const watchers = new Set<() => void>();
  const running = await start(event => {
    events.push(event);
    for (const watcher of watchers) watcher();
  });
  const started = () => events.find(event => event.type === 'started');
  const lines = () => linesOf(events);
  return {
    run,
    running,
    events,
    lines,
    pid: () => started()?.pid ?? 0,
    file: () => started()?.file ?? '',
    shows: text =>
      new Promise(resolve => {
        const look = () => {
          if (!lines().some(line => line.includes(text))) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
  };
}

function linesOf(events: readonly RunEvent[]): string[] {
  const byIndex = new Map<number, string>();
  for (const event of events) {
    if (event.type !== 'output') continue;
    for (const {index, text, leftOut} of event.lines) {
      byIndex.set(index, leftOut === undefined ? text : `[${leftOut} left out]`);
    }
  }
  return [...byIndex.entries()].sort(([a], [b]) => a - b).map(([, text]) => text);
}
