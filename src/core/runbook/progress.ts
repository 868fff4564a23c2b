import type {StatementBlock, Step} from './document.js';
import {isUnderWay, type StepProgress, type StepRun} from './walk.js';

export type StepStatus = 'todo' | 'running' | 'part' | 'done' | 'skipped' | 'failed';

/** The statements of a step, in the order of the source. */
export function statementsOf(step: Step): readonly StatementBlock[] {
  return step.blocks.flatMap(block => (block.kind === 'statement' ? [block] : []));
}

/** Where a step stands: what the operator said of it, else what its runs say. Exit codes are not judged. */
export function stepStatus(step: Step, progress: StepProgress | undefined): StepStatus {
  if (progress === undefined) return 'todo';
  if (progress.runs.some(isUnderWay)) return 'running';
  if (progress.outcome !== undefined) return progress.outcome;
  if (progress.runs.at(-1)?.status === 'failed') return 'failed';
  const ran = new Set(progress.runs.filter(run => run.status !== 'failed').map(run => run.statement));
  const runnable = statementsOf(step).filter(statement => statement.notRunnable === undefined);
  if (ran.size === 0) return 'todo';
  return runnable.every(statement => ran.has(statement.id)) ? 'done' : 'part';
}

/** The newest run of a statement. */
export function lastRun(progress: StepProgress | undefined, statement: string): StepRun | undefined {
  return progress?.runs.filter(run => run.statement === statement).at(-1);
}
