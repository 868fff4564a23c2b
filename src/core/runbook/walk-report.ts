import {cameToItsEnd} from './progress.js';
import type {StepProgress, Walk} from './walk.js';

/** So many steps of each kind are named. */
const MOST = 4;

/** What was done in a walk and what was left out, for somebody who is called: `done: A, B; skipped: C (no access)`. */
export function walkReport({steps, title, total}: Walk): string {
  const all = [...steps.values()].sort((a, b) => a.on - b.on);
  const done = all.filter(({outcome, runs}) => outcome === 'done' || (outcome === undefined && runs.length > 0));
  const skipped = all.filter(({outcome}) => outcome === 'skipped');
  const parts = [
    ...(done.length === 0 ? [] : [`done: ${listed(done, doneText)}`]),
    ...(skipped.length === 0 ? [] : [`skipped: ${listed(skipped, skippedText)}`]),
  ];
  return `runbook ${title}, ${done.length + skipped.length} of ${total} steps${parts.length === 0 ? '' : `; ${parts.join('; ')}`}`;
}

function listed(steps: readonly StepProgress[], text: (step: StepProgress) => string): string {
  const more = steps.length - MOST;
  return `${steps.slice(-MOST).map(text).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function doneText({title, runs}: StepProgress): string {
  const last = runs.at(-1);
  if (last === undefined || !cameToItsEnd(last) || last.code === undefined) return title;
  return last.code === 0 ? title : `${title} (exit ${last.code})`;
}

function skippedText({title, reason}: StepProgress): string {
  return reason === undefined || reason === '' ? title : `${title} (${reason})`;
}
