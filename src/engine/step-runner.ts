import type {StoreApi} from 'zustand/vanilla';
import type {Clock} from '../core/ports.js';
import {excerptOf, lastOf, NO_OUTPUT, withLines} from '../core/runbook/output.js';
import type {OutputLine, RunEvent, Runner, Running, RunRequest, RunResult} from '../core/runbook/run.js';
import {findRun, isUnderWay, type StepRun, type Walk} from '../core/runbook/walk.js';
import type {Command, ConfirmRun} from '../core/shift/command.js';
import {type Fact, isFact} from '../core/shift/fact.js';
import type {WatchState} from '../core/watch-state.js';
import type {Outcome} from './engine.js';
import {createLeftKeeper} from './left-keeper.js';

/** What ran is shown at about this pace, ms. */
const SHOWN_EVERY = 100;
/** Longest excerpt of an output that a fact keeps, in characters. */
const EXCERPT = 4_000;
/** The end of an output that is masked for it: longer than any key that could begin above the excerpt. */
const MASKED_AT_ONCE = 64 * 1024;
/** Outputs of runs that are kept for the screen. */
const OUTPUTS = 20;

/** What the engine needs to run statements. */
export interface Runs {
  readonly runner: Runner;
  /** Text for the log, without secrets. */
  redact(text: string, secrets: readonly string[]): string;
  /** What an earlier process left under way goes on when this one ends: it was only passing by. */
  readonly leavesFound?: true;
}

interface Parts {
  readonly store: StoreApi<WatchState>;
  readonly runs: Runs;
  readonly clock: Clock;
  readonly ask: (command: Command) => Promise<Outcome>;
}

export interface StepRunner {
  /** Starts what has just been confirmed and recorded. */
  begin(facts: readonly Fact[], command: ConfirmRun): void;
  /** Stops what somebody has asked to be stopped. */
  look(): void;
  /** Finds again what an earlier process left under way; nothing is ever started again by itself. */
  recover(): Promise<void>;
  /** Ends, with this process, what only reads or never ends by itself; what changes things is left to finish. */
  leave(): Promise<void>;
}

interface UnderWay {
  readonly running: Running;
  /** It changes nothing that half of would be worse than all of. */
  readonly endsWithUs: boolean;
  stopping: boolean;
}

/** Runs confirmed statements, shows what they say, and reports how they end as commands. */
export function createStepRunner(parts: Parts): StepRunner {
  const underWay = new Map<string, UnderWay>();
  const teller = createTeller(parts);
  const follow = (run: string, secrets: readonly string[]) =>
    follower({...parts, tell: teller.tell, ended: () => underWay.delete(run)}, {run, secrets});
  const keep = (run: string, {running, endsWithUs}: Omit<UnderWay, 'stopping'>) => {
    underWay.set(run, {running, endsWithUs, stopping: false});
    running.ended.then(
      () => underWay.delete(run),
      () => underWay.delete(run),
    );
    look();
  };
  const leftovers = createLeftKeeper(parts);
  const look = () => {
    teller.look();
    leftovers.look();
    const {walks} = parts.store.getState().shift;
    for (const [run, one] of underWay) {
      if (one.stopping || findRun(walks, run)?.run.stoppedBy === undefined) continue;
      one.stopping = true;
      void one.running.stop();
    }
  };

  return {
    begin(facts, command) {
      const fact = facts.find(one => isFact(one, 'step.confirmed'));
      if (fact === undefined || !isFact(fact, 'step.confirmed') || command.terminal === true) return;
      const {run} = fact;
      parts.runs.runner.start(requestOf(command, run), follow(run, command.secrets)).then(
        running => keep(run, {running, endsWithUs: command.level === 'reads' || command.endless === true}),
        error => {
          const {reason, ...hint} = troubleOf(error);
          const told = parts.runs.redact(reason, command.secrets);
          void teller.tell(run, {type: 'settle-run-failed', run, reason: told, ...hint});
        },
      );
    },
    look,
    async recover() {
      for (const {run, walk} of runsLeft(parts.store.getState())) {
        const running = await parts.runs.runner.resume(run.run, follow(run.run, [])).catch(() => undefined);
        const endsWithUs = run.level === 'reads' && parts.runs.leavesFound !== true;
        if (running !== undefined) keep(run.run, {running, endsWithUs});
        else await parts.ask({type: 'settle-run-failed', run: run.run, ...interrupted(run, walk)});
      }
      await leftovers.check();
    },
    async leave() {
      const stopped = [...underWay.values()].filter(one => one.endsWithUs).map(one => one.running.stop());
      await Promise.allSettled(stopped);
    },
  };
}

/** Tells how runs ended; what could not be recorded is told again when recording works. */
function createTeller({ask, store}: Parts) {
  const untold = new Map<string, Command>();
  const tell = async (run: string, command: Command) => {
    const outcome = await ask(command);
    if (!outcome.ok && outcome.refusal.code === 'not-recorded') untold.set(run, command);
  };
  return {
    tell,
    look() {
      if (!store.getState().recording.ok) return;
      for (const [run, command] of [...untold]) {
        untold.delete(run);
        void tell(run, command);
      }
    },
  };
}

/** Hears what a run says and how it goes on. */
function follower(
  parts: Parts & {readonly tell: (run: string, command: Command) => Promise<void>; readonly ended: () => void},
  {run, secrets}: {readonly run: string; readonly secrets: readonly string[]},
): (event: RunEvent) => void {
  const screen = createOutputScreen(parts, run);
  const facts = inOrder(async event => {
    if (event.type === 'started') {
      const {startedAt: on, pid, file} = event;
      await parts.ask({type: 'settle-run-started', run, on, pid, file});
    } else {
      screen.flush();
      parts.ended();
      await parts.tell(run, endOf(parts, {run, result: event.result, secrets: [...secrets, ...(event.secrets ?? [])]}));
    }
  });
  return event => (event.type === 'output' ? screen.add(event.lines) : facts(event));
}

function requestOf(command: ConfirmRun, run: string): RunRequest {
  return {
    run,
    text: command.text,
    env: command.env,
    session: command.walk,
    ...(command.cwd === undefined ? {} : {cwd: command.cwd}),
    ...(command.idleTimeout === undefined ? {} : {idleTimeout: command.idleTimeout}),
    ...(command.totalTimeout === undefined ? {} : {totalTimeout: command.totalTimeout}),
  };
}

type Milestone = Exclude<RunEvent, {type: 'output'}>;

/** One event after the other, because the answer to the first is a fact that the next one builds on. */
function inOrder(take: (event: Milestone) => Promise<void>): (event: Milestone) => void {
  let last: Promise<void> = Promise.resolve();
  return event => {
    last = last.then(() => take(event));
  };
}

function endOf(
  {store, runs}: Parts,
  ended: {readonly run: string; readonly result: RunResult; readonly secrets: readonly string[]},
): Command {
  const mask = (text: string) => runs.redact(text, ended.secrets);
  const output = lastOf(store.getState().outputs.get(ended.run) ?? NO_OUTPUT, MASKED_AT_ONCE);
  // Masked before it is cut, so that no secret is cut into something that is no longer known.
  const masked = {...output, lines: mask(output.lines.map(uncoloured).join('\n')).split('\n')};
  const excerpt = output.lines.length === 0 ? '' : excerptOf(masked, EXCERPT);
  const {reason, left} = ended.result;
  return {
    type: 'settle-run-ended',
    run: ended.run,
    result: {
      ...ended.result,
      ...(reason === undefined ? {} : {reason: mask(reason)}),
      ...(left === undefined ? {} : {left: left.map(one => ({...one, command: mask(one.command)}))}),
    },
    ...(excerpt === '' ? {} : {excerpt}),
  };
}

/** Without colours, which could stand in the middle of a secret, and without what a secret could be cut in. */
function uncoloured(line: string): string {
  const plain = line.replace(/\u001b\[[\d;:]*m/g, '');
  const cut = / … \d+ more characters in the file$/.exec(plain);
  return cut === null ? plain : `${plain.slice(0, Math.max(0, cut.index - 400))} …${cut[0]}`;
}

/** Gathers lines for a moment, so that a busy run does not draw more often than anybody reads. */
function createOutputScreen({store, clock}: Parts, run: string) {
  let waiting: OutputLine[] = [];
  let cancel: (() => void) | undefined;
  const flush = () => {
    cancel?.();
    cancel = undefined;
    if (waiting.length === 0) return;
    const outputs = new Map(store.getState().outputs);
    const before = outputs.get(run) ?? NO_OUTPUT;
    outputs.delete(run);
    outputs.set(run, withLines(before, waiting));
    waiting = [];
    for (const oldest of outputs.keys()) {
      if (outputs.size <= OUTPUTS) break;
      outputs.delete(oldest);
    }
    store.setState({outputs});
  };
  return {
    add(lines: readonly OutputLine[]) {
      waiting.push(...lines);
      if (waiting.length > 5_000) flush();
      else cancel ??= clock.after(SHOWN_EVERY, flush);
    },
    flush,
  };
}

function runsLeft({shift}: WatchState): readonly {readonly walk: Walk; readonly run: StepRun}[] {
  return [...shift.walks.values()]
    .filter(walk => walk.origin === shift.origin)
    .flatMap(walk => [...walk.steps.values()].flatMap(step => step.runs.map(run => ({walk, run}))))
    .filter(({run}) => isUnderWay(run));
}

function interrupted(run: StepRun, walk: Walk): {readonly reason: string; readonly hint: string} {
  const hint = `Look at what it changed before it is run again in ${walk.title}.`;
  return run.status === 'confirmed'
    ? {reason: 'interrupted: it was confirmed, and nobody knows whether it started', hint}
    : {reason: 'interrupted: nobody saw how it ended', hint};
}

function troubleOf(error: unknown): {readonly reason: string; readonly hint?: string} {
  const {message, hint} = error as {readonly message?: string; readonly hint?: string};
  return {reason: message ?? String(error), ...(hint === undefined ? {} : {hint})};
}
