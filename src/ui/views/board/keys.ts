import {askFilter, setFilter} from '../../actions/filter.js';
import {clearMarks} from '../../actions/marks.js';
import {openAlert} from '../../actions/open-alert.js';
import {showSaved} from '../../actions/saved-view.js';
import {say} from '../../actions/say.js';
import {boardCursor, boardList, boardOf, boardTarget, unseenRow} from '../../board-model.js';
import type {Cockpit} from '../../cockpit.js';
import {actKeys} from '../../input/act-keys.js';
import type {Binding} from '../../input/binding.js';
import {listKeys} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import {shownBoard} from '../../shown-board.js';
import type {ListModel} from '../../window.js';
import {markRange, toggleMark} from './marking.js';
import {boardFrame} from './rows.js';

export const BOARD_KEYS: readonly Binding<Cockpit>[] = [
  ...actKeys(boardTarget),
  {keys: ['enter'], label: 'open', what: 'opens the alert', bar: 2, disabled: noRow, act: openSelected},
  {
    keys: ['space'],
    label: 'mark',
    what: 'marks the row for an action on several, and goes one down',
    bar: 9,
    disabled: noRow,
    act: toggleMark,
  },
  {
    keys: ['v', 'ctrl-space'],
    label: 'mark to here',
    what: 'marks all rows from the last mark to this one',
    disabled: noRow,
    act: markRange,
  },
  {
    keys: ['z'],
    label: 'fold',
    what: 'shows the alerts of a group in place, and folds them again',
    disabled: noGroup,
    act: fold,
  },
  {keys: ['/'], label: 'filter', what: 'filters the board', bar: 7, act: askFilter},
  {
    keys: ['tab'],
    label: 'quiet',
    what: 'opens and closes the quiet shelf: silenced, inhibited, muted',
    bar: 11,
    act: cockpit => cockpit.ui.setState(ui => ({quietOpen: !ui.quietOpen})),
  },
  {keys: ['esc'], label: 'clear', what: 'clears the marks, then the filter', act: clear},
  ...savedViewKeys(),
  {keys: ['0'], label: 'default', what: 'shows the default view', act: cockpit => showSaved(cockpit, '')},
  ...listKeys(scene => boardFrame(scene, bodyHeight(scene)), shownList),
];

function shownList(cockpit: Cockpit): ListModel | undefined {
  const shown = shownBoard(cockpit);
  return shown === undefined ? undefined : boardList(shown);
}

function savedViewKeys(): readonly Binding<Cockpit>[] {
  return Array.from(
    {length: 9},
    (_, index): Binding<Cockpit> => ({
      keys: [String(index + 1)],
      label: `view ${index + 1}`,
      what: 'shows the saved view of that number',
      ...(index === 0 ? {shown: '1-9'} : {shown: ''}),
      disabled: cockpit =>
        savedView(cockpit, index) === undefined
          ? `There is no view ${index + 1}: views go under ui.views in the configuration.`
          : undefined,
      act: cockpit => showSaved(cockpit, savedView(cockpit, index) ?? ''),
    }),
  );
}

function savedView(cockpit: Cockpit, index: number): string | undefined {
  return cockpit.scenes.getState().watch.settings.ui.views[index]?.name;
}

function noRow(cockpit: Cockpit): string | undefined {
  const scene = cockpit.scenes.getState();
  return boardCursor(scene, boardOf(scene))?.row === undefined ? 'There is no row here.' : unseenRow(cockpit);
}

function noGroup(cockpit: Cockpit): string | undefined {
  const scene = cockpit.scenes.getState();
  const row = boardCursor(scene, boardOf(scene))?.row;
  if (row === undefined) return 'There is no row here.';
  return row.items.length === 1 && row.depth === 0 ? 'This row is a single alert: enter opens it.' : unseenRow(cockpit);
}

function openSelected(cockpit: Cockpit): void {
  const scene = cockpit.scenes.getState();
  const row = boardCursor(scene, boardOf(scene))?.row;
  if (row !== undefined) openAlert(cockpit, row.lead.key);
}

/** Folds the group under the cursor, or the one that the alert under the cursor belongs to. */
function fold(cockpit: Cockpit): void {
  const scene = cockpit.scenes.getState();
  const board = boardOf(scene);
  const row = boardCursor(scene, board)?.row;
  if (row === undefined) return;
  const group = row.depth === 1 ? (board.rowOf.get(row.lead.key) ?? row) : row;
  cockpit.ui.setState(ui => {
    const unfolded = new Set(ui.unfolded);
    if (!unfolded.delete(group.key)) unfolded.add(group.key);
    const cursor = {
      id: group.key,
      name: group.lead.name,
      section: group.shelf,
      place: board.indexOf.get(group.key) ?? 0,
      alert: group.lead.key,
    };
    return {unfolded, cursors: {...ui.cursors, board: cursor}};
  });
}

function clear(cockpit: Cockpit): void {
  const {marks, filters} = cockpit.ui.getState();
  if (marks.size > 0) {
    clearMarks(cockpit);
    return;
  }
  if ((filters.board ?? '') === '') say(cockpit, 'This is the board. q leaves the cockpit.');
  else {
    setFilter(cockpit, 'board', '');
    say(cockpit, 'the filter is gone; / brings back another');
  }
}
