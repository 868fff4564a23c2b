import {stepsToGo} from './choices.js';
import {cameToItsEnd} from './progress.js';
import type {StepProgress, Walk} from './walk.js';

/** So many steps of each kind are named. */
const MOST = 4;

/** What was done in a walk and what was left out, for somebody who is called: `done: A, B; skipped: C (no access)`. */
export function walkReport(walk: Walk): string {
  const {steps, title} = walk;
  const all = [...steps.values()].sort((a, b) => a.on - b.on);
  const done = all.filter(({outcome, runs}) => outcome === 'done' || (outcome === undefined && runs.length > 0));
  const skipped = all.filter(({outcome}) => outcome === 'skipped');
  const parts = [
    ...(done.length === 0 ? [] : [`done: ${listed(done, doneText)}`]),
    ...(skipped.length === 0 ? [] : [`skipped: ${listed(skipped, skippedText)}`]),
  ];
  return `runbook ${title}, ${done.length + skipped.length} of ${stepsToGo(walk)} steps${parts.length === 0 ? '' : `; ${parts.join('; ')}`}`;
}

function listed(steps: readonly StepProgress[], text: (step: StepProgress) => string): string {
  const more = steps.length - MOST;
  return `${steps.slice(-MOST).map(text).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function doneText(step: StepProgress): string {
  const title = triedText(step);
  const last = step.runs.at(-1);
  if (last === undefined || !cameToItsEnd(last) || last.code === undefined) return title;
  return last.code === 0 ? title : `${title} (exit ${last.code})`;
}

const HOLE = /<[A-Za-z][^<>]*>|\{\{|\bYOUR_[A-Z]|\$\{?[A-Za-z_]/;
/** It is one of several in a line. */
const LONGEST = 120;

/** What was done in a step, by its title; where that has holes, by what ran with its values. */
export function triedText({title, runs}: Pick<StepProgress, 'title' | 'runs'>): string {
  const ran = runs.at(-1)?.text.trim().split('\n', 1)[0] ?? '';
  if (ran === '' || !HOLE.test(title)) return title;
  return ran.length > LONGEST ? `${ran.slice(0, LONGEST - 1)}…` : ran;
}

function skippedText({title, reason}: StepProgress): string {
  return reason === undefined || reason === '' ? title : `${title} (${reason})`;
}
