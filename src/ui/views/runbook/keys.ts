import {passedText} from '../../../core/runbook/choice-text.js';
import {goesOnBehind} from '../../../core/runbook/choices.js';
import {cameToItsEnd, lastRun} from '../../../core/runbook/progress.js';
import {escalateFromWalk, noEscalation} from '../../actions/escalate/from-walk.js';
import {askNote} from '../../actions/note.js';
import {closeWalk} from '../../actions/runbook/close.js';
import {askEdit, editElsewhere} from '../../actions/runbook/edit.js';
import {copyMessage, noMessage} from '../../actions/runbook/message.js';
import {askRun, busy, candidateHere, idle, stopRun} from '../../actions/runbook/run.js';
import {
  askOutline,
  askSkip,
  goneOnPast,
  moveIn,
  nextWalk,
  noteTarget,
  tick,
  trustShown,
} from '../../actions/runbook/step.js';
import {say} from '../../actions/say.js';
import {readOnlyReason, replayReason} from '../../actions/target.js';
import {copy} from '../../actions/terminal.js';
import type {Cockpit} from '../../cockpit.js';
import type {Binding} from '../../input/binding.js';
import {itemAt, type OpenWalk, walkModel} from '../../runbook-model.js';
import {scrollBy} from './rows.js';

const cannotRun = (cockpit: Cockpit) => readOnlyReason(cockpit) ?? noItem(cockpit) ?? busy(cockpit);

export const RUNBOOK_KEYS: readonly Binding<Cockpit>[] = [
  {
    keys: ['enter'],
    label: 'run',
    what: 'asks whether the statement may run; ticks off a step that has none; goes on from what exited with 0 and what is to be read',
    bar: 1,
    disabled: cockpit => noItem(cockpit) ?? whyNotEnter(cockpit),
    act: runOrTick,
  },
  {
    keys: ['r'],
    label: 'again',
    what: 'asks about the statement, also where it has exited with 0',
    disabled: cannotRun,
    act: cockpit => runWith(cockpit, false),
  },
  {
    keys: ['x'],
    label: 'stop',
    what: 'stops what runs, with everything it started, or what a statement left running',
    bar: 2,
    disabled: idle,
    act: stopRun,
  },
  {
    keys: ['e'],
    label: 'edit',
    what: 'changes the statement for this walk; one of several lines in your editor',
    bar: 4,
    disabled: cannotRun,
    act: askEdit,
  },
  {
    keys: ['E'],
    label: 'editor',
    what: 'changes it in your editor, $VISUAL or $EDITOR',
    disabled: cannotRun,
    act: editElsewhere,
  },
  {keys: ['s'], label: 'skip', what: 'skips the step, with a reason', bar: 3, disabled: stepBusy, act: askSkip},
  {
    keys: ['space', 'd'],
    label: 'done',
    what: 'says that the step is done, or takes that back',
    bar: 6,
    disabled: stepBusy,
    act: tick,
  },
  {
    keys: ['t'],
    label: 'terminal',
    what: 'runs the statement on this terminal, for programs that ask or draw',
    bar: 10,
    disabled: cannotRun,
    act: cockpit => runWith(cockpit, true),
  },
  {keys: ['y'], label: 'copy', what: 'copies the statement, or the step', bar: 11, disabled: noItem, act: copyHere},
  {
    keys: ['m'],
    label: 'message',
    what: 'copies what the runbook wants told to others',
    bar: 15,
    disabled: noMessage,
    act: copyMessage,
  },
  {
    keys: ['p'],
    label: 'escalate',
    what: 'calls somebody about the alert, with what the runbook says of it and what was done so far',
    bar: 8,
    disabled: noEscalation,
    act: escalateFromWalk,
  },
  {
    keys: ['n'],
    label: 'note',
    what: 'writes a note into the log',
    bar: 7,
    disabled: replayReason,
    act: cockpit => askNote(cockpit, noteTarget(cockpit)),
  },
  {
    keys: ['o'],
    label: 'outline',
    what: 'shows all sections and steps, to go to one',
    bar: 5,
    act: cockpit => askOutline(cockpit),
  },
  ...Array.from(
    {length: 9},
    (_, index): Binding<Cockpit> => ({
      keys: [String(index + 1)],
      label: 'step',
      what: 'opens the outline at the step of that number',
      shown: index === 0 ? '1-9' : '',
      act: cockpit => askOutline(cockpit, String(index + 1)),
    }),
  ),
  {keys: ['tab'], label: 'next runbook', what: 'goes to the next runbook that is open', bar: 12, act: nextWalk},
  {keys: ['T'], label: 'trust', what: 'shows what changed in the file, and trusts it', bar: 13, act: trustShown},
  {
    keys: ['X'],
    label: 'close',
    what: 'ends the walk, after a question where steps are open; what was done stays in the log',
    bar: 14,
    act: closeWalk,
  },
  {
    keys: ['j', 'down'],
    label: 'down',
    what: 'one row down',
    act: cockpit => moveIn(cockpit, at => at + 1),
  },
  {keys: ['k', 'up'], label: 'up', what: 'one row up', act: cockpit => moveIn(cockpit, at => at - 1)},
  {
    keys: ['J', ']'],
    label: 'next step',
    what: 'the next step',
    act: cockpit => moveIn(cockpit, (at, m) => stepFrom(m, at, 1)),
  },
  {
    keys: ['K', '['],
    label: 'step before',
    what: 'the step before',
    act: cockpit => moveIn(cockpit, (at, m) => stepFrom(m, at, -1)),
  },
  {keys: ['g', 'home'], label: 'top', what: 'to the first row', act: cockpit => moveIn(cockpit, () => 0)},
  {
    keys: ['G', 'end'],
    label: 'bottom',
    what: 'to the last row',
    act: cockpit => moveIn(cockpit, (_at, m) => m.items.length - 1),
  },
  {
    keys: ['ctrl-d', 'pagedown'],
    label: 'page down',
    what: 'half a screen down',
    act: cockpit => scrollBy(cockpit, 1),
  },
  {
    keys: ['ctrl-u', 'pageup'],
    label: 'page up',
    what: 'half a screen up',
    act: cockpit => scrollBy(cockpit, -1),
  },
];

function runOrTick(cockpit: Cockpit): void {
  if (!hasStatement(cockpit)) tick(cockpit);
  else if (!goOnFromDone(cockpit)) runWith(cockpit, false);
}

const GONE_ON = 'Gone on: that one exited with 0. k goes back, r runs it again there.';

function lastText(passed: string | undefined): string {
  const more = passed === undefined ? '' : `, o goes to one of the others: ${passed}`;
  return `That was the last one. X closes the walk, r runs it again${more}.`;
}

/** A hand that presses enter twice does not run a statement twice: what exited with 0 is gone on from. */
function goOnFromDone(cockpit: Cockpit): boolean {
  const model = openModel(cockpit);
  const item = model === undefined ? undefined : itemAt(model);
  if (model === undefined || item?.step === undefined || item.statement === undefined) return false;
  const run = lastRun(model.walk.steps.get(item.step.id), item.statement.id);
  const isFresh = model.spot.fresh === item.statement.id;
  if (run === undefined || isFresh || !cameToItsEnd(run) || run.code !== 0) return false;
  const to = goesOnBehind(model.items, model.at, model.walk);
  const passed = passedText(model.items, model.at, to);
  if (to >= model.items.length) say(cockpit, lastText(passed));
  else {
    moveIn(cockpit, () => to);
    say(cockpit, passed === undefined ? GONE_ON : goneOnPast(passed));
  }
  return true;
}

function runWith(cockpit: Cockpit, terminal: boolean): void {
  const candidate = candidateHere(cockpit, terminal);
  if (typeof candidate === 'string') say(cockpit, candidate, 'warning');
  else askRun(cockpit, candidate);
}

function copyHere(cockpit: Cockpit): void {
  const model = openModel(cockpit);
  const item = model === undefined ? undefined : itemAt(model);
  if (model === undefined || item === undefined) return;
  const {statement, step, section} = item;
  if (step === undefined) copy(cockpit, 'the section', section.intro);
  else if (statement === undefined) copy(cockpit, 'the step', step.text);
  else copy(cockpit, 'the statement', model.spot.edits[statement.id] ?? statement.text);
}

/** The first item of the step before or after. */
function stepFrom(model: OpenWalk, at: number, by: 1 | -1): number {
  const {number = 1, step} = model.items[at] ?? {};
  // A section to read has the number of the step before it.
  const wanted = step === undefined && by < 0 ? number : number + by;
  const found = model.items.findIndex(item => item.step !== undefined && item.number === wanted);
  return found < 0 ? at : found;
}

function noItem(cockpit: Cockpit): string | undefined {
  const model = walkModel(cockpit.scenes.getState());
  if (model.kind === 'open') return itemAt(model) === undefined ? 'This runbook has no steps.' : undefined;
  return 'The runbook is not read yet.';
}

function hasStatement(cockpit: Cockpit): boolean {
  const model = openModel(cockpit);
  return model !== undefined && itemAt(model)?.statement !== undefined;
}

/** What is only read can be gone on from while something runs. */
function whyNotEnter(cockpit: Cockpit): string | undefined {
  const model = openModel(cockpit);
  if (model === undefined || itemAt(model)?.step === undefined) return undefined;
  return hasStatement(cockpit) ? cannotRun(cockpit) : busy(cockpit);
}

function stepBusy(cockpit: Cockpit): string | undefined {
  const model = openModel(cockpit);
  if (model !== undefined && itemAt(model)?.step === undefined) return 'This is to be read: enter goes on.';
  return noItem(cockpit) ?? busy(cockpit);
}

function openModel(cockpit: Cockpit): OpenWalk | undefined {
  const model = walkModel(cockpit.scenes.getState());
  return model.kind === 'open' ? model : undefined;
}
