import type {ListedItem} from '../../../core/checklist/lists.js';
import {checkAll, checkOrTick, tick} from '../../actions/shift/checklist.js';
import {askBegin, askEnd} from '../../actions/shift/turn.js';
import type {Cockpit} from '../../cockpit.js';
import type {Binding} from '../../input/binding.js';
import {listKeys} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import {itemsOf, selectedListed, shiftFrame} from './rows.js';

function onItem(act: (cockpit: Cockpit, item: ListedItem) => void): Binding<Cockpit>['act'] {
  return cockpit => {
    const scene = cockpit.scenes.getState();
    const item = selectedListed(scene, bodyHeight(scene));
    if (item !== undefined) act(cockpit, item);
  };
}

function running(cockpit: Cockpit) {
  return cockpit.scenes.getState().watch.shift.shift;
}

export const SHIFT_KEYS: readonly Binding<Cockpit>[] = [
  {
    keys: ['enter'],
    label: 'see to it',
    what: 'runs the check of the item, and ticks it off when that ends well; without a check it is ticked off',
    bar: 1,
    act: onItem(checkOrTick),
  },
  {keys: ['space'], label: 'tick', what: 'ticks the item off by hand, or opens it again', bar: 2, act: onItem(tick)},
  {
    keys: ['c'],
    label: 'check all',
    what: 'runs every check of the lists',
    bar: 3,
    act: cockpit => checkAll(cockpit, itemsOf(cockpit.scenes.getState())),
  },
  {
    keys: ['b'],
    label: 'begin',
    what: 'begins your watch',
    bar: 4,
    disabled: cockpit => {
      const shift = running(cockpit);
      return shift === undefined ? undefined : `A watch of ${shift.operator} is running; x ends it.`;
    },
    act: askBegin,
  },
  {
    keys: ['x'],
    label: 'end',
    what: 'ends the running watch, after a question',
    bar: 5,
    disabled: cockpit => (running(cockpit) === undefined ? 'No watch is running; b begins yours.' : undefined),
    act: askEnd,
  },
  ...listKeys(scene => shiftFrame(scene, bodyHeight(scene))),
];
