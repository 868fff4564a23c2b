import {alertName} from '../alert/alert.js';
import {stepsToGo} from '../runbook/choices.js';
import {demandOf} from '../runbook/demand.js';
import {cameToItsEnd} from '../runbook/progress.js';
import type {LeftProcess} from '../runbook/run.js';
import {findRun, isUnderWay, runUnderWay, type StepRun, type Walk} from '../runbook/walk.js';
import type {WatchState} from '../watch-state.js';
import type {Command} from './command.js';
import {unknownAlert} from './decide-log.js';
import {type Asking, type Decision, type NewFact, refuse} from './decision.js';

type CommandOf<T extends Command['type']> = Extract<Command, {type: T}>;

/** Opens a walk; the same document for the same alert is opened once. */
export function decideOpenRunbook(command: CommandOf<'open-runbook'>, state: WatchState, asking: Asking): Decision {
  const {file, document, title, hash, total} = command;
  const alert = command.alert === undefined ? undefined : known(state, command.alert);
  if (command.alert !== undefined && alert === undefined) return unknownAlert(command.alert);
  const open = [...state.shift.walks.values()].some(
    walk =>
      walk.closedAt === undefined &&
      walk.file === file &&
      walk.document === document &&
      walk.alert?.source === alert?.source &&
      walk.alert?.fingerprint === alert?.fingerprint,
  );
  if (open) return [];
  const about =
    alert === undefined
      ? {}
      : {
          alert: {source: alert.source, fingerprint: alert.fingerprint, startsAt: alert.startsAt},
          about: alertName(alert),
          labels: alert.labels,
          ...(command.escalate === undefined ? {} : {escalate: {...command.escalate}}),
        };
  const choices = command.choices?.map(options => options.map(steps => [...steps]));
  const steps = {total, ...(choices === undefined ? {} : {choices})};
  return [{type: 'runbook.opened', walk: asking.newId('walk-'), file, document, title, hash, ...steps, ...about}];
}

/** Ends a walk. What runs has to end first: nobody would look at it any more. */
export function decideCloseRunbook(command: CommandOf<'close-runbook'>, state: WatchState): Decision {
  const walk = state.shift.walks.get(command.walk);
  if (walk === undefined) return unknownWalk;
  if (walk.closedAt !== undefined) return [];
  const run = runUnderWay(walk);
  if (run !== undefined) return stillRuns(run);
  const outcomes = [...walk.steps.values()];
  const skipped = outcomes.filter(step => step.outcome === 'skipped').length;
  const done = outcomes.filter(({outcome, runs}) => {
    const last = runs.at(-1);
    return outcome === 'done' || (outcome === undefined && last !== undefined && cameToItsEnd(last));
  });
  return [{type: 'runbook.closed', walk: walk.walk, done: done.length, skipped, total: stepsToGo(walk)}];
}

/** Whether a statement may run that somebody has confirmed. What is already under way is not run twice. */
export function decideConfirmRun(command: CommandOf<'confirm-run'>, state: WatchState, asking: Asking): Decision {
  const walk = openWalk(state, command.walk);
  if (walk === undefined) return unknownWalk;
  const run = runUnderWay(walk);
  if (run !== undefined) return stillRuns(run);
  if (command.level === 'not-shell')
    return refuse('refused', 'This is not a shell statement: it is shown, and never runs.', 'Copy it with y.');
  const demand = demandOf({...command, labels: walk.labels});
  if (demand.how === 'type' && (command.typed ?? '') !== demand.word)
    return refuse('refused', `Not run: ${demand.because}.`, `Type ${demand.word} to run it.`);
  const {step, title, statement, shown, level, reasons, edited, values, place} = command;
  return [
    {
      type: 'step.confirmed',
      walk: walk.walk,
      step,
      title,
      run: asking.newId('run-'),
      statement,
      text: shown,
      level,
      reasons: [...reasons],
      edited,
      values: values.map(value => ({...value})),
      place: {...place, ...(place.via === undefined ? {} : {via: [...place.via]})} as Confirmed['place'],
      ...(command.terminal === true ? {terminal: true} : {}),
    },
  ];
}

type Confirmed = Extract<NewFact, {type: 'step.confirmed'}>;

/** Asks for the end of a run, or of what it left running; asked twice, or when nothing of it lives, nothing. */
export function decideStopRun(command: CommandOf<'stop-run'>, state: WatchState): Decision {
  const found = findRun(state.shift.walks, command.run);
  if (found === undefined) return refuse('not-found', 'No such run is known.', 'The log has what ran: wk log.');
  const {run} = found;
  const asks = isUnderWay(run)
    ? run.stoppedBy === undefined
    : run.left !== undefined && run.leftStoppedBy === undefined;
  if (!asks) return [];
  return [{type: 'step.stop-requested', walk: found.walk.walk, step: found.step, run: run.run}];
}

/** Recorded when it is another than was known, or answers somebody who asked for its end. */
export function decideSettleRunLeft(command: CommandOf<'settle-run-left'>, state: WatchState): Decision {
  const found = findRun(state.shift.walks, command.run);
  if (found === undefined || isUnderWay(found.run)) return [];
  const {left = [], leftStoppedBy} = found.run;
  const pids = (list: readonly LeftProcess[]) => list.map(({pid}) => pid).join();
  if (leftStoppedBy === undefined && pids(left) === pids(command.left)) return [];
  return [
    {type: 'step.left-seen', walk: found.walk.walk, step: found.step, run: command.run, left: copied(command.left)},
  ];
}

function copied(left: readonly LeftProcess[]): LeftProcess[] {
  return left.map(one => ({...one}));
}

export function decideFinishStep(command: CommandOf<'finish-step'>, state: WatchState, asking: Asking): Decision {
  const walk = openWalk(state, command.walk);
  if (walk === undefined) return unknownWalk;
  const step = walk.steps.get(command.step);
  const run = step?.runs.find(isUnderWay);
  if (run !== undefined) return stillRuns(run);
  if (step?.outcome === 'done') return [];
  return [
    {type: 'step.finished', walk: walk.walk, step: command.step, title: command.title, how: 'said', on: asking.at},
  ];
}

export function decideSkipStep(command: CommandOf<'skip-step'>, state: WatchState): Decision {
  const walk = openWalk(state, command.walk);
  if (walk === undefined) return unknownWalk;
  const step = walk.steps.get(command.step);
  const run = step?.runs.find(isUnderWay);
  if (run !== undefined) return stillRuns(run);
  const reason = command.reason?.trim() ?? '';
  if (step?.outcome === 'skipped' && (step.reason ?? '') === reason) return [];
  return [
    {
      type: 'step.skipped',
      walk: walk.walk,
      step: command.step,
      title: command.title,
      ...(reason === '' ? {} : {reason}),
    },
  ];
}

export function decideReopenStep(command: CommandOf<'reopen-step'>, state: WatchState): Decision {
  const walk = openWalk(state, command.walk);
  if (walk === undefined) return unknownWalk;
  if (walk.steps.get(command.step)?.outcome === undefined) return [];
  return [{type: 'step.reopened', walk: walk.walk, step: command.step, title: command.title}];
}

export function decideSettleRunStarted(command: CommandOf<'settle-run-started'>, state: WatchState): Decision {
  const found = findRun(state.shift.walks, command.run);
  if (found?.run.status !== 'confirmed') return [];
  return [
    {
      type: 'step.started',
      walk: found.walk.walk,
      step: found.step,
      run: command.run,
      on: command.on,
      ...(command.pid === undefined ? {} : {pid: command.pid}),
      ...(command.file === undefined ? {} : {file: command.file}),
    },
  ];
}

export function decideSettleRunEnded(command: CommandOf<'settle-run-ended'>, state: WatchState): Decision {
  const found = findRun(state.shift.walks, command.run);
  if (found === undefined || !isUnderWay(found.run)) return [];
  const {result, run, excerpt} = command;
  const place = {walk: found.walk.walk, step: found.step, title: titleOf(found)};
  const left = result.left === undefined ? {} : {left: copied(result.left)};
  if (result.how === 'lost' || result.how === 'not-started')
    return [{type: 'step.failed', ...place, run, reason: result.reason ?? 'nobody saw how it ended', ...left}];
  return [
    {
      type: 'step.finished',
      ...place,
      run,
      how: result.how,
      on: result.endedAt,
      bytes: result.bytes,
      ...(result.code === undefined ? {} : {code: result.code}),
      ...(result.signal === undefined ? {} : {signal: result.signal}),
      ...(excerpt === undefined ? {} : {excerpt}),
      ...left,
    },
  ];
}

export function decideSettleRunFailed(command: CommandOf<'settle-run-failed'>, state: WatchState): Decision {
  const found = findRun(state.shift.walks, command.run);
  if (found === undefined || !isUnderWay(found.run)) return [];
  const {run, reason, hint} = command;
  const place = {walk: found.walk.walk, step: found.step, title: titleOf(found)};
  return [{type: 'step.failed', ...place, run, reason, ...(hint === undefined ? {} : {hint})}];
}

function titleOf({walk, step}: {readonly walk: Walk; readonly step: string}): string {
  return walk.steps.get(step)?.title ?? step;
}

function openWalk(state: WatchState, id: string): Walk | undefined {
  const walk = state.shift.walks.get(id);
  return walk?.closedAt === undefined ? walk : undefined;
}

function known(state: WatchState, key: string) {
  return state.shift.firing.get(key) ?? state.live.alerts.get(key);
}

function stillRuns(run: StepRun): Decision {
  return refuse('refused', `Still running: ${run.text.split('\n', 1)[0] ?? ''}`, 'Wait for it, or stop it with x.');
}

const unknownWalk = refuse('not-found', 'This runbook is not open.', 'Open it again with r.');
