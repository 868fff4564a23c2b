import type {Cockpit} from '../cockpit.js';
import type {Scene} from '../scene.js';
import {front, type UiState} from '../ui-store.js';
import {clampTop, type ListModel} from '../window.js';
import type {Binding} from './binding.js';

/** Lines of the view's list that are visible, and its first one. */
export interface ListFrame {
  readonly model: ListModel;
  readonly height: number;
}

type Step = (at: number, frame: ListFrame) => number;

/** Where the cursor of a list is: its index, or -1 and the place it was at when its row is gone or has moved away. */
export function cursorIn(ui: UiState, model: ListModel): {readonly index: number; readonly place: number} {
  const cursor = ui.cursors[front(ui).view];
  if (cursor === undefined) return {index: model.count === 0 ? -1 : 0, place: 0};
  const index = model.indexOf(cursor.id);
  const moved = index >= 0 && model.at(index)?.section !== cursor.section;
  return {index: moved ? -1 : index, place: Math.min(cursor.place, model.count)};
}

/** Puts the cursor of the view in front on a row of its list. */
export function moveTo(cockpit: Cockpit, frame: ListFrame, wanted: number): void {
  const index = Math.max(0, Math.min(wanted, frame.model.count - 1));
  const row = frame.model.at(index);
  if (row === undefined) return;
  cockpit.ui.setState(ui => {
    const {view} = front(ui);
    const top = clampTop(ui.tops[view] ?? 0, index, {height: frame.height, count: frame.model.count});
    const cursor = {...row, place: index};
    return {cursors: {...ui.cursors, [view]: cursor}, tops: {...ui.tops, [view]: top}};
  });
}

/**
 * The keys that move in a list; `frameOf` tells what the list is, and `shownOf` what of it the operator sees. A list that
 * has changed since is moved in as it was seen: down goes to the row that was below.
 */
export function listKeys(
  frameOf: (scene: Scene) => ListFrame,
  shownOf: (cockpit: Cockpit) => ListModel | undefined = () => undefined,
): readonly Binding<Cockpit>[] {
  const step =
    (by: Step, down = false) =>
    (cockpit: Cockpit) => {
      const frame = frameOf(cockpit.scenes.getState());
      const ui = cockpit.ui.getState();
      const wanted = (model: ListModel) => {
        const {index, place} = cursorIn(ui, model);
        // From the mark of a row that has left, down goes to the row that took its place.
        return by(index >= 0 ? index : place - (down ? 1 : 0), {...frame, model});
      };
      const shown = shownOf(cockpit);
      const meant = shown?.at(Math.max(0, Math.min(wanted(shown), shown.count - 1)));
      const now = meant === undefined ? -1 : frame.model.indexOf(meant.id);
      moveTo(cockpit, frame, now >= 0 ? now : wanted(frame.model));
    };
  return [
    {keys: ['j', 'down'], label: 'down', what: 'one row down', act: step(at => at + 1, true)},
    {keys: ['k', 'up'], label: 'up', what: 'one row up', act: step(at => at - 1)},
    {
      keys: ['ctrl-d', 'pagedown'],
      label: 'page down',
      what: 'half a screen down',
      act: step((at, frame) => at + half(frame), true),
    },
    {
      keys: ['ctrl-u', 'pageup'],
      label: 'page up',
      what: 'half a screen up',
      act: step((at, frame) => at - half(frame)),
    },
    {keys: ['g', 'home'], label: 'top', what: 'to the first row', act: step(() => 0)},
    {keys: ['G', 'end'], label: 'bottom', what: 'to the last row', act: step((_at, frame) => frame.model.count - 1)},
  ];
}

/** The keys that scroll a text; `sizeOf` tells how long it is and how much of it is seen. */
export function scrollKeys(
  sizeOf: (scene: Scene) => {readonly lines: number; readonly height: number},
): readonly Binding<Cockpit>[] {
  const scroll = (by: (top: number, height: number) => number) => (cockpit: Cockpit) => {
    const {lines, height} = sizeOf(cockpit.scenes.getState());
    cockpit.ui.setState(ui => {
      const {view} = front(ui);
      const top = Math.max(0, Math.min(by(ui.tops[view] ?? 0, height), lines - height));
      return {tops: {...ui.tops, [view]: top}};
    });
  };
  return [
    {keys: ['j', 'down'], label: 'down', what: 'one line down', act: scroll(top => top + 1)},
    {keys: ['k', 'up'], label: 'up', what: 'one line up', act: scroll(top => top - 1)},
    {
      keys: ['ctrl-d', 'pagedown'],
      label: 'page down',
      what: 'half a screen down',
      act: scroll((top, height) => top + Math.floor(height / 2)),
    },
    {
      keys: ['ctrl-u', 'pageup'],
      label: 'page up',
      what: 'half a screen up',
      act: scroll((top, height) => top - Math.floor(height / 2)),
    },
    {keys: ['g', 'home'], label: 'top', what: 'to the first line', act: scroll(() => 0)},
    {keys: ['G', 'end'], label: 'bottom', what: 'to the last line', act: scroll(() => Number.MAX_SAFE_INTEGER)},
  ];
}

function half(frame: ListFrame): number {
  return Math.max(1, Math.floor(frame.height / 2));
}
