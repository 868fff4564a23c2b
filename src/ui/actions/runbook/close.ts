import {counted} from '../../../core/counted.js';
import {stepStatus} from '../../../core/runbook/progress.js';
import {stepCount} from '../../../core/runbook/walk-items.js';
import type {Cockpit} from '../../cockpit.js';
import {leftOutIn, type OpenWalk, walkModel} from '../../runbook-model.js';
import {dispatch} from '../dispatch.js';
import {back} from '../navigate.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';
import {busy} from './run.js';

/** Ends the walk, which from then on is only in the log; asks first where steps are open. */
export function closeWalk(cockpit: Cockpit): void {
  const model = walkModel(cockpit.scenes.getState());
  if (model.kind === 'none') return;
  const {walk, title} = model.walk;
  const why = busy(cockpit);
  if (why !== undefined) {
    say(cockpit, why, 'warning');
    return;
  }
  const close = () =>
    dispatch(cockpit, {type: 'close-runbook', walk}, () => {
      cockpit.desk?.spots?.keep(walk, undefined);
      back(cockpit);
      say(cockpit, `closed ${title}`);
    });
  const open = model.kind === 'open' ? openSteps(model) : [];
  if (open.length === 0) close();
  else
    ask(cockpit, {
      kind: 'confirm',
      title: `close ${title}`,
      lines: openLines(model as OpenWalk, open),
      yes: 'close',
      act: close,
    });
}

function openLines({items}: OpenWalk, open: readonly string[]) {
  return [
    {
      text: `${counted(open.length, 'step')} of ${stepCount(items)} ${open.length === 1 ? 'is' : 'are'} open: ${open.join(', ')}`,
    },
    {text: 'What was done stays in the log. esc on the runbook only goes back to the board.', tone: 'muted' as const},
  ];
}

/** Steps that are neither done nor skipped nor left out for another option, by number and title. */
function openSteps(model: OpenWalk): readonly string[] {
  const {items, walk} = model;
  const left = leftOutIn(model);
  return items.flatMap(({step, number}, index) => {
    if (step === undefined || step.id === items[index - 1]?.step?.id || left.has(step.id)) return [];
    const status = stepStatus(step, walk.steps.get(step.id));
    return status === 'done' || status === 'skipped' ? [] : [`${number} ${step.title}`];
  });
}
