import {askAddition, askLine, askTakeBack, editWhole} from '../../actions/handoff/edit.js';
import {askEndings, untoldIn} from '../../actions/handoff/endings.js';
import {showFactsBehind} from '../../actions/handoff/facts-behind.js';
import {askWhere, copyDraft} from '../../actions/handoff/send.js';
import {replayReason} from '../../actions/target.js';
import type {Cockpit} from '../../cockpit.js';
import type {Binding} from '../../input/binding.js';
import {listKeys, moveTo} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import type {DraftRow} from './lines.js';
import {handoffFrame, sectionStarts, selectedRow} from './rows.js';

const NOT_READ = 'The log is still being read.';

function unread(cockpit: Cockpit): string | undefined {
  return cockpit.scenes.getState().ui.draft === undefined ? NOT_READ : undefined;
}

/** What is recorded of the handoff cannot be in a replay. */
function unchanging(cockpit: Cockpit): string | undefined {
  return replayReason(cockpit) ?? unread(cockpit);
}

function onRow(
  act: (cockpit: Cockpit, row: DraftRow) => void,
  disabled = unread,
): Pick<Binding<Cockpit>, 'act' | 'disabled'> {
  return {
    disabled,
    act: cockpit => {
      const scene = cockpit.scenes.getState();
      const row = selectedRow(scene, bodyHeight(scene));
      if (row !== undefined) act(cockpit, row);
    },
  };
}

export const HANDOFF_KEYS: readonly Binding<Cockpit>[] = [
  {
    keys: ['enter'],
    label: 'edit line',
    what: 'changes the line in your own words; the rest goes on with the facts',
    bar: 2,
    ...onRow((cockpit, {line}) => askLine(cockpit, line), unchanging),
  },
  {
    keys: ['+'],
    label: 'add',
    what: 'adds a question for whoever comes, or a line',
    bar: 3,
    ...onRow((cockpit, {line}) => askAddition(cockpit, line), unchanging),
  },
  {
    keys: ['c'],
    label: 'causes',
    what: 'asks cause, fix and what follows of each P1 and each acked P2 that ended without a word',
    bar: 4,
    disabled: cockpit =>
      unchanging(cockpit) ??
      (untoldIn(cockpit).length === 0
        ? 'Of every P1 and every acked P2 that has ended something is said already.'
        : undefined),
    act: askEndings,
  },
  {
    keys: ['E'],
    label: 'editor',
    what: 'opens all of it in $VISUAL or $EDITOR',
    bar: 6,
    disabled: cockpit => (cockpit.watchDesk === undefined ? 'No editor can be opened here.' : unchanging(cockpit)),
    act: cockpit => void editWhole(cockpit),
  },
  {
    keys: ['f'],
    label: 'facts',
    what: 'shows the facts behind the line, by journal and number',
    bar: 8,
    ...onRow((cockpit, {line}) => showFactsBehind(cockpit, line)),
  },
  {
    keys: ['u'],
    label: 'undo',
    what: 'takes your own words back',
    disabled: cockpit =>
      unchanging(cockpit) ??
      (cockpit.scenes.getState().ui.draft?.handoff.edit === undefined
        ? 'Nothing of it is in your own words.'
        : undefined),
    act: askTakeBack,
  },
  {
    keys: ['w'],
    label: 'write and send',
    what: 'sends it to targets, or writes it to a file',
    bar: 1,
    disabled: unchanging,
    act: askWhere,
  },
  {keys: ['y'], label: 'copy', what: 'copies it as Markdown', bar: 9, disabled: unread, act: copyDraft},
  {keys: [']', 'tab'], label: 'next', what: 'goes to the next section', bar: 10, act: cockpit => toSection(cockpit, 1)},
  {
    keys: ['[', 'backtab'],
    label: 'previous',
    what: 'goes to the section before',
    act: cockpit => toSection(cockpit, -1),
  },
  ...listKeys(scene => handoffFrame(scene, bodyHeight(scene))),
];

function toSection(cockpit: Cockpit, by: 1 | -1): void {
  const scene = cockpit.scenes.getState();
  const frame = handoffFrame(scene, bodyHeight(scene));
  const starts = sectionStarts(scene);
  const at = Math.max(0, frame.model.indexOf(scene.ui.cursors.handoff?.id ?? ''));
  const next = by === 1 ? starts.find(start => start > at) : starts.findLast(start => start < at);
  if (next === undefined) return;
  moveTo(cockpit, frame, next);
  // As much of the section as there is room for.
  if (by === 1)
    cockpit.ui.setState(ui => ({
      tops: {...ui.tops, handoff: Math.min(next, Math.max(0, frame.model.count - frame.height))},
    }));
}
