import {alertKey} from '../alert/alert.js';
import type {LeftProcess} from '../runbook/run.js';
import {isUnderWay, type StepProgress, type StepRun, type Walk} from '../runbook/walk.js';
import {type Draft, isLate, writableMap} from './draft.js';
import type {Fact, FactOf, FactType} from './fact.js';

type WalkFact = Extract<FactType, `runbook.${string}` | `step.${string}`>;

/** How many runs of one step are remembered, beside the last one of each of its statements. */
const RUNS_LIMIT = 20;

/** How the facts about runbooks change the state. */
export const walkAppliers: {readonly [T in WalkFact]: (draft: Draft, fact: FactOf<T>) => void} = {
  'runbook.opened': (draft, fact) => {
    writableMap(draft, 'walks').set(fact.walk, {
      walk: fact.walk,
      origin: fact.origin,
      by: fact.by,
      file: fact.file,
      document: fact.document,
      title: fact.title,
      hash: fact.hash,
      total: fact.total,
      ...(fact.choices === undefined ? {} : {choices: fact.choices}),
      ...(fact.alert === undefined ? {} : {alert: fact.alert}),
      ...(fact.about === undefined ? {} : {about: fact.about}),
      labels: fact.labels ?? {},
      openedAt: Date.parse(fact.at),
      ...(fact.escalate === undefined ? {} : {escalate: fact.escalate}),
      steps: new Map(),
    });
  },
  'runbook.escalation-due': (draft, fact) =>
    changeWalk(draft, fact.walk, walk => ({...walk, escalationDueAt: Date.parse(fact.at)})),
  'runbook.closed': (draft, fact) => changeWalk(draft, fact.walk, walk => ({...walk, closedAt: Date.parse(fact.at)})),

  'step.confirmed': (draft, fact) =>
    changeStep(draft, fact, ({outcome: _redone, reason: _old, ...step}) => ({
      ...step,
      title: fact.title,
      runs: kept([...step.runs, confirmed(fact)]),
    })),
  'step.started': (draft, fact) =>
    changeRun(draft, fact, run => ({
      ...run,
      status: 'running',
      startedAt: fact.on,
      ...(fact.pid === undefined ? {} : {pid: fact.pid}),
      ...(fact.file === undefined ? {} : {file: fact.file}),
    })),
  'step.stop-requested': (draft, fact) =>
    changeRun(draft, fact, run => ({...run, [isUnderWay(run) ? 'stoppedBy' : 'leftStoppedBy']: fact.by})),
  'step.finished': (draft, fact) => {
    if (fact.run === undefined) changeStep(draft, fact, step => ({...step, title: fact.title, outcome: 'done'}));
    else changeRun(draft, {...fact, run: fact.run}, run => ended(run, fact));
  },
  'step.skipped': (draft, fact) =>
    changeStep(draft, fact, ({reason: _old, ...step}) => ({
      ...step,
      title: fact.title,
      outcome: 'skipped',
      ...(fact.reason === undefined ? {} : {reason: fact.reason}),
    })),
  'step.reopened': (draft, fact) => changeStep(draft, fact, ({outcome: _taken, reason: _back, ...step}) => step),
  'step.failed': (draft, fact) =>
    changeRun(draft, fact, run => ({...run, status: 'failed', trouble: fact.reason, ...leftOf(fact)})),
  'step.left-seen': (draft, fact) =>
    changeRun(draft, fact, ({left: _before, leftStoppedBy: _answered, ...run}) => ({...run, ...leftOf(fact)})),
};

/**
 * A note about the alert of a walk answers that its runbook wants somebody called, and so does a page about it; not one
 * of before, which another account brings.
 */
export function answersEscalation(
  draft: Draft,
  fact: Pick<Fact, 'origin' | 'at'>,
  alerts: readonly {readonly source: string; readonly fingerprint: string}[],
): void {
  const about = new Set(alerts.map(alertKey));
  for (const walk of draft.state.walks.values()) {
    if (walk.escalationDueAt === undefined || walk.alert === undefined || !about.has(alertKey(walk.alert))) continue;
    if (isLate(draft, fact, walk.escalationDueAt)) continue;
    changeWalk(draft, walk.walk, before => ({...before, escalationSeen: true}));
  }
}

function confirmed(fact: FactOf<'step.confirmed'>): StepRun {
  return {
    run: fact.run,
    statement: fact.statement,
    text: fact.text,
    level: fact.level,
    by: fact.by,
    confirmedAt: Date.parse(fact.at),
    status: 'confirmed',
  };
}

function ended(run: StepRun, fact: FactOf<'step.finished'>): StepRun {
  return {
    ...run,
    status: 'ended',
    endedAt: fact.on,
    how: fact.how,
    ...(fact.code === undefined ? {} : {code: fact.code}),
    ...(fact.signal === undefined ? {} : {signal: fact.signal}),
    ...(fact.excerpt === undefined ? {} : {excerpt: fact.excerpt}),
    ...leftOf(fact),
  };
}

function leftOf({left = []}: {readonly left?: readonly LeftProcess[] | undefined}): Pick<StepRun, 'left'> {
  return left.length === 0 ? {} : {left};
}

/** The newest runs, and of each statement the last one: a step is done when all of its statements have run. */
function kept(runs: readonly StepRun[]): readonly StepRun[] {
  const last = new Map(runs.map(run => [run.statement, run]));
  const oldest = runs.length - RUNS_LIMIT;
  return runs.filter((run, index) => index >= oldest || last.get(run.statement) === run || run.left !== undefined);
}

function changeWalk(draft: Draft, id: string, how: (walk: Walk) => Walk): void {
  const walk = draft.state.walks.get(id);
  if (walk !== undefined) writableMap(draft, 'walks').set(id, how(walk));
}

function changeStep(
  draft: Draft,
  fact: {readonly walk: string; readonly step: string; readonly by: string; readonly at: string},
  how: (step: StepProgress) => StepProgress,
): void {
  changeWalk(draft, fact.walk, walk => {
    const before = walk.steps.get(fact.step) ?? {title: fact.step, by: fact.by, on: 0, runs: []};
    const after = {...how(before), by: fact.by, on: Date.parse(fact.at)};
    return {...walk, at: fact.step, steps: new Map(walk.steps).set(fact.step, after)};
  });
}

/** A run changes where it stands; whose step it is stays with whoever confirmed it. */
function changeRun(
  draft: Draft,
  fact: {readonly walk: string; readonly step: string; readonly run: string},
  how: (run: StepRun) => StepRun,
): void {
  changeWalk(draft, fact.walk, walk => {
    const step = walk.steps.get(fact.step);
    if (step === undefined) return walk;
    const runs = step.runs.map(run => (run.run === fact.run ? how(run) : run));
    return {...walk, steps: new Map(walk.steps).set(fact.step, {...step, runs})};
  });
}
