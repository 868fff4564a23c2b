import type {StatementBlock, Step} from './document.js';
import {isUnderWay, type StepProgress, type StepRun} from './walk.js';

/** `stopped`: the last run did not come to its own end. */
export type StepStatus = 'todo' | 'running' | 'part' | 'done' | 'skipped' | 'stopped' | 'failed';

/** The statements of a step, in the order of the source. */
export function statementsOf(step: Step): readonly StatementBlock[] {
  return step.blocks.flatMap(block => (block.kind === 'statement' ? [block] : []));
}

/** Where a step stands: what the operator said of it, else what its runs say. Exit codes are not judged. */
export function stepStatus(step: Step, progress: StepProgress | undefined): StepStatus {
  if (progress === undefined) return 'todo';
  if (progress.runs.some(isUnderWay)) return 'running';
  if (progress.outcome !== undefined) return progress.outcome;
  const last = progress.runs.at(-1);
  if (last === undefined) return 'todo';
  if (last.status === 'failed') return 'failed';
  if (!cameToItsEnd(last)) return 'stopped';
  const runnable = statementsOf(step).filter(statement => statement.notRunnable === undefined);
  const isDone = ({id}: StatementBlock) => {
    const run = lastRun(progress, id);
    return run !== undefined && cameToItsEnd(run);
  };
  return runnable.every(isDone) ? 'done' : 'part';
}

/** Not stopped, not timed out, not ended by a signal. */
export function cameToItsEnd({status, how, signal}: StepRun): boolean {
  return status === 'ended' && (how === undefined || how === 'exited') && signal === undefined;
}

/** The newest run of a statement. */
export function lastRun(progress: StepProgress | undefined, statement: string): StepRun | undefined {
  return progress?.runs.filter(run => run.statement === statement).at(-1);
}
