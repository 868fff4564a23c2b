import {askGiveUp, retry} from '../../actions/escalate/delivery.js';
import {askMessage} from '../../actions/escalate/message.js';
import {askPage} from '../../actions/escalate/page.js';
import {open} from '../../actions/navigate.js';
import {askNote} from '../../actions/note.js';
import {readOnlyReason} from '../../actions/target.js';
import {copy} from '../../actions/terminal.js';
import type {Cockpit} from '../../cockpit.js';
import {callsIn, commandOf, escalateFrame, escalateModel, selectedRow} from '../../escalate-model.js';
import type {Binding} from '../../input/binding.js';
import {listKeys, moveTo} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import type {Scene} from '../../scene.js';
import {pageText} from './page-lines.js';
import {listHeight} from './rows.js';

export const ESCALATE_KEYS: readonly Binding<Cockpit>[] = [
  {
    keys: ['enter'],
    label: 'page',
    what: 'asks whether the level or target under the cursor is to be called, showing all that will be read',
    bar: 1,
    disabled: cockpit => readOnlyReason(cockpit) ?? nobody(cockpit),
    act: askPage,
  },
  {
    keys: ['m'],
    label: 'message',
    what: 'writes what is needed into the page',
    bar: 2,
    disabled: over,
    act: askMessage,
  },
  {keys: ['t'], label: 'other target', what: 'goes to the targets, to call one by itself', bar: 3, act: toTargets},
  ...Array.from({length: 9}, (_, index) => levelKey(index + 1)),
  {
    keys: ['x'],
    label: 'stop',
    what: 'stops the delivery under the cursor, or gives up one that was not sent',
    bar: 5,
    disabled: noDelivery,
    act: cockpit => withDelivery(cockpit, askGiveUp),
  },
  {
    keys: ['r'],
    label: 'retry',
    what: 'sends the delivery under the cursor now, with the key it had',
    bar: 6,
    disabled: cockpit => readOnlyReason(cockpit) ?? noDelivery(cockpit),
    act: cockpit => withDelivery(cockpit, retry),
  },
  {
    keys: ['c'],
    label: 'contacts',
    what: 'shows who can be called, and how',
    bar: 4,
    act: cockpit => open(cockpit, {view: 'contacts'}),
  },
  {keys: ['n'], label: 'note', what: 'writes a note on the alert into the log', act: noteOnIt},
  {keys: ['y'], label: 'copy', what: 'copies what would be read', bar: 8, disabled: nobody, act: copyPage},
  ...listKeys(frameHere),
];

function levelKey(number: number): Binding<Cockpit> {
  return {
    keys: [String(number)],
    label: 'level',
    what: 'goes to the level of that number',
    shown: number === 1 ? '1-9' : '',
    ...(number === 1 ? {bar: 7} : {}),
    disabled: cockpit => (levelAt(cockpit, number) < 0 ? `There is no level ${number}.` : undefined),
    act: cockpit => moveTo(cockpit, frameHere(cockpit.scenes.getState()), levelAt(cockpit, number)),
  };
}

function frameHere(scene: Scene) {
  return escalateFrame(scene, listHeight(scene, escalateModel(scene), bodyHeight(scene)));
}

function levelAt(cockpit: Cockpit, number: number): number {
  const {rows} = escalateModel(cockpit.scenes.getState());
  return rows.findIndex(row => row.kind === 'level' && row.level.level === number);
}

function toTargets(cockpit: Cockpit): void {
  const scene = cockpit.scenes.getState();
  const {rows} = escalateModel(scene);
  moveTo(
    cockpit,
    frameHere(scene),
    rows.findIndex(row => row.kind === 'target'),
  );
}

function over(cockpit: Cockpit): string | undefined {
  const {group} = escalateModel(cockpit.scenes.getState());
  return group === undefined ? 'Nothing of it fires any more: nobody has to be called.' : undefined;
}

function nobody(cockpit: Cockpit): string | undefined {
  const scene = cockpit.scenes.getState();
  const command = commandOf(scene, selectedRow(scene));
  if (command === undefined) return over(cockpit) ?? 'This calls nobody: choose a level or a target with j and k.';
  const calls = callsIn(scene.watch, command, scene.now);
  return 'refusal' in calls ? `${calls.refusal.message} ${calls.refusal.hint}` : undefined;
}

function noDelivery(cockpit: Cockpit): string | undefined {
  return selectedRow(cockpit.scenes.getState())?.kind === 'delivery'
    ? undefined
    : 'That is done to something that was sent: choose it with j and k.';
}

function withDelivery(cockpit: Cockpit, act: typeof retry): void {
  const row = selectedRow(cockpit.scenes.getState());
  if (row?.kind === 'delivery') act(cockpit, row.delivery);
}

function noteOnIt(cockpit: Cockpit): void {
  const {subject, name} = escalateModel(cockpit.scenes.getState());
  askNote(cockpit, {name, alerts: [subject], rows: 1, hidden: []});
}

function copyPage(cockpit: Cockpit): void {
  const scene = cockpit.scenes.getState();
  const command = commandOf(scene, selectedRow(scene));
  if (command !== undefined) copy(cockpit, 'the page', pageText(scene, command));
}
