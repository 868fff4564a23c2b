import {counted} from '../../../core/counted.js';
import type {HandedOver} from '../../../core/handoff/accepted-item.js';
import {
  answer,
  answerKey,
  askDelegate,
  askQuestionOf,
  askTakeOver,
  openItems,
  takeAll,
} from '../../actions/handoff/accept.js';
import type {Cockpit} from '../../cockpit.js';
import type {Binding} from '../../input/binding.js';
import {listKeys, moveTo} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import {acceptFrame, isOwn, NONE_TO_TAKE, selectedItem} from './rows.js';

const NOTHING = 'Nothing is open that would have to be taken over.';

function onItem(act: (cockpit: Cockpit, item: HandedOver) => void): Pick<Binding<Cockpit>, 'act' | 'disabled'> {
  const selected = (cockpit: Cockpit) => {
    const scene = cockpit.scenes.getState();
    return selectedItem(scene, bodyHeight(scene));
  };
  return {
    disabled: cockpit => (selected(cockpit) === undefined ? NOTHING : undefined),
    act: cockpit => {
      const item = selected(cockpit);
      if (item !== undefined) act(cockpit, item);
    },
  };
}

export const ACCEPT_KEYS: readonly Binding<Cockpit>[] = [
  {
    keys: ['t', 'enter'],
    label: 'take',
    what: 'takes the item: it is yours when you take the watch over',
    bar: 1,
    ...onItem((cockpit, item) => {
      answer(cockpit, item, {answer: 'taken'});
      toNextOpen(cockpit);
    }),
  },
  {
    keys: ['r'],
    label: 'refuse',
    what: 'does not take it before a question is answered',
    bar: 2,
    ...onItem(askQuestionOf),
  },
  {keys: ['d'], label: 'delegate', what: 'gives it to somebody else', bar: 3, ...onItem(askDelegate)},
  {
    keys: ['u'],
    label: 'open again',
    what: 'takes back what was said of the item',
    ...onItem((cockpit, item) => answer(cockpit, item, undefined)),
  },
  {
    keys: ['T'],
    label: 'take the rest',
    what: 'takes everything that nothing was said of',
    bar: 4,
    disabled: cockpit => (openItems(cockpit).length === 0 ? 'Something was said of every item.' : undefined),
    act: takeAll,
  },
  {
    keys: ['w'],
    label: 'take over',
    what: 'takes the watch over, with what was said of each item',
    bar: 5,
    disabled(cockpit) {
      const {taking} = cockpit.ui.getState();
      if (taking === undefined) return 'The log is still being read.';
      if (isOwn(cockpit.scenes.getState(), taking)) return NONE_TO_TAKE;
      const open = openItems(cockpit).length;
      return open === 0 ? undefined : `${counted(open, 'item')} still open; T takes what is left.`;
    },
    act: askTakeOver,
  },
  ...listKeys(scene => acceptFrame(scene, bodyHeight(scene))),
];

/** On to the first item below of which nothing was said. */
function toNextOpen(cockpit: Cockpit): void {
  const scene = cockpit.scenes.getState();
  const frame = acceptFrame(scene, bodyHeight(scene));
  const open = new Set(openItems(cockpit).map(answerKey));
  const here = Math.max(0, frame.model.indexOf(scene.ui.cursors.accept?.id ?? ''));
  const places = Array.from({length: frame.model.count}, (_, index) => (here + index) % frame.model.count);
  const next = places.find(index => open.has(frame.model.at(index)?.id ?? ''));
  if (next !== undefined) moveTo(cockpit, frame, next);
}
