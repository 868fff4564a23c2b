import {openAlert} from '../../actions/open-alert.js';
import {boardOf} from '../../board-model.js';
import type {Cockpit} from '../../cockpit.js';
import {alertTarget} from '../../front-target.js';
import {actKeys} from '../../input/act-keys.js';
import type {Binding} from '../../input/binding.js';
import {scrollKeys} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import {front} from '../../ui-store.js';
import {alertLines} from './rows.js';

export const ALERT_KEYS: readonly Binding<Cockpit>[] = [
  ...actKeys(alertTarget),
  {
    keys: [']', 'tab'],
    label: 'next',
    what: 'the next alert of the same row',
    bar: 10,
    disabled: alone,
    act: cockpit => turn(cockpit, 1),
  },
  {
    keys: ['[', 'backtab'],
    label: 'previous',
    what: 'the alert before it in the same row',
    disabled: alone,
    act: cockpit => turn(cockpit, -1),
  },
  ...scrollKeys(scene => ({lines: alertLines(scene).length - 1, height: bodyHeight(scene) - 1})),
];

function siblings(cockpit: Cockpit): readonly string[] {
  const scene = cockpit.scenes.getState();
  const row = boardOf(scene).rowOf.get(front(scene.ui).subject ?? '');
  return row?.items.map(item => item.key) ?? [];
}

function alone(cockpit: Cockpit): string | undefined {
  return siblings(cockpit).length > 1 ? undefined : 'This alert is alone in its row.';
}

function turn(cockpit: Cockpit, by: number): void {
  const keys = siblings(cockpit);
  const at = keys.indexOf(front(cockpit.ui.getState()).subject ?? '');
  const next = keys[(at + by + keys.length) % keys.length];
  if (next === undefined) return;
  cockpit.ui.setState(ui => ({stack: ui.stack.slice(0, -1)}));
  openAlert(cockpit, next);
}
