import type {LeftProcess, RunEvent, Runner, RunRequest, RunResult} from '../../src/core/runbook/run.js';
import {NIGHT} from './given.js';

export interface FakeRunner extends Runner {
  readonly started: RunRequest[];
  readonly stopped: string[];
  /** Runs that an earlier process left, which `resume` finds again. */
  readonly left: Set<string>;
  /** What runs that have ended left running; `stopLeft` ends it. */
  readonly behind: Map<string, readonly LeftProcess[]>;
  /** While set, nothing starts. */
  refusal: Error | undefined;
  says(run: string, ...lines: readonly string[]): void;
  ends(run: string, result?: Partial<RunResult>, secrets?: readonly string[]): void;
}

/** A runner that starts nothing: the test says what a run says and how it ends. */
export function fakeRunner(): FakeRunner {
  const heard = new Map<string, {count: number; tell: (event: RunEvent) => void; end: (result: RunResult) => void}>();
  const follow = (run: string, tell: (event: RunEvent) => void) => {
    const ended = new Promise<RunResult>(end => heard.set(run, {count: 0, tell, end}));
    return {
      ended,
      stop: async () => {
        runner.stopped.push(run);
        runner.ends(run, {how: 'stopped', signal: 'SIGTERM'});
      },
    };
  };
  const runner: FakeRunner = {
    started: [],
    stopped: [],
    left: new Set(),
    behind: new Map(),
    refusal: undefined,
    async start(request, onEvent) {
      if (runner.refusal !== undefined) throw runner.refusal;
      runner.started.push(request);
      const running = follow(request.run, onEvent);
      onEvent({type: 'started', pid: 4711, startedAt: NIGHT, file: `/state/runs/${request.run}.out`});
      return running;
    },
    resume: async (run, onEvent) => (runner.left.has(run) ? follow(run, onEvent) : undefined),
    leftovers: async () => [],
    leftRunning: async run => runner.behind.get(run) ?? [],
    stopLeft: async run => {
      runner.stopped.push(run);
      runner.behind.delete(run);
      return [];
    },
    place: async () => ({host: 'bastion', user: 'ana', cwd: '/home/ana'}),
    interactive: async request => ({file: 'bash', args: ['-c', request.text]}),
    says(run, ...lines) {
      const one = heard.get(run);
      if (one === undefined) throw new Error(`${run} does not run`);
      one.tell({type: 'output', lines: lines.map((text, index) => ({index: one.count + index, text}))});
      one.count += lines.length;
    },
    ends(run, result = {}, secrets = []) {
      const one = heard.get(run);
      if (one === undefined) return;
      heard.delete(run);
      const whole: RunResult = {code: 0, how: 'exited', endedAt: NIGHT + 1_000, bytes: 1, ...result};
      if (whole.left !== undefined) runner.behind.set(run, whole.left);
      one.tell({type: 'ended', result: whole, secrets});
      one.end(whole);
    },
  };
  return runner;
}
