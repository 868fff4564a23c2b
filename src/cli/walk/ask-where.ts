import {stepStatus} from '../../core/runbook/progress.js';
import type {WalkItem} from '../../core/runbook/walk-items.js';
import {say} from '../output.js';
import {openWalk, type WalkThrough} from './walk-through.js';

/** Shows the steps and asks which one the walk goes to; undefined where it stays. */
export async function askWhere(through: WalkThrough): Promise<number | undefined> {
  const {hands, items, work} = through;
  const walk = openWalk(through);
  for (const [index, item] of items.entries()) {
    const {step, number} = item;
    if (step === undefined || isSameStep(item, items[index - 1])) continue;
    const status = stepStatus(step, walk?.steps.get(step.id));
    const choice = step.choice === undefined ? '' : ` [one of: ${step.choice.label}]`;
    const state = status === 'todo' ? '' : ` (${status})`;
    say(`${String(number).padStart(4)} ${step.title}${choice}${state}`, work.context);
  }
  const answer = (await hands.ask('number of the step, enter stays > ')) ?? '';
  if (answer === '') return undefined;
  const found = items.findIndex(({step, number}) => step !== undefined && String(number) === answer);
  if (found < 0) say(`There is no step ${answer}.`, work.context);
  return found < 0 ? undefined : found;
}

function isSameStep({step}: WalkItem, before: WalkItem | undefined): boolean {
  return step !== undefined && step.id === before?.step?.id;
}
