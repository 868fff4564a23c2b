import type {Delivery} from '../../../core/escalation/delivery.js';
import {keysOf} from '../../../core/escalation/delivery.js';
import {askGiveUp, retry} from '../../actions/escalate/delivery.js';
import {open} from '../../actions/navigate.js';
import {openAlert} from '../../actions/open-alert.js';
import {say} from '../../actions/say.js';
import {readOnlyReason} from '../../actions/target.js';
import {copy} from '../../actions/terminal.js';
import type {Cockpit} from '../../cockpit.js';
import type {Binding} from '../../input/binding.js';
import {listKeys} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import {deliveriesFrame, selectedDelivery} from './rows.js';

export const DELIVERIES_KEYS: readonly Binding<Cockpit>[] = [
  {
    keys: ['r'],
    label: 'retry',
    what: 'sends it now; what was not sent once more, with the key it had',
    bar: 1,
    disabled: cockpit => readOnlyReason(cockpit) ?? none(cockpit),
    act: cockpit => withSelected(cockpit, retry),
  },
  {
    keys: ['x'],
    label: 'stop',
    what: 'stops it, or gives up what was not sent, after a question',
    bar: 2,
    disabled: none,
    act: cockpit => withSelected(cockpit, askGiveUp),
  },
  {
    keys: ['enter'],
    label: 'open',
    what: 'opens the alert or the incident that it is about',
    bar: 3,
    disabled: none,
    act: cockpit => withSelected(cockpit, openSubject),
  },
  {
    keys: ['y'],
    label: 'copy',
    what: 'copies the whole key of the delivery',
    bar: 8,
    disabled: none,
    act: cockpit => withSelected(cockpit, (_, one) => copy(cockpit, 'the key', one.key)),
  },
  ...listKeys(scene => deliveriesFrame(scene, bodyHeight(scene))),
];

function none(cockpit: Cockpit): string | undefined {
  return selectedDelivery(cockpit.scenes.getState()) === undefined ? 'No delivery is selected.' : undefined;
}

function withSelected(cockpit: Cockpit, act: (cockpit: Cockpit, one: Delivery) => void): void {
  const one = selectedDelivery(cockpit.scenes.getState());
  if (one !== undefined) act(cockpit, one);
}

function openSubject(cockpit: Cockpit, {alerts, incident}: Delivery): void {
  const {live, shift} = cockpit.scenes.getState().watch;
  const key = keysOf(alerts).find(one => live.alerts.has(one) || shift.firing.has(one));
  if (key !== undefined) openAlert(cockpit, key);
  else if (incident !== undefined && shift.incidents.has(incident))
    open(cockpit, {view: 'incident', subject: incident});
  else say(cockpit, 'Nothing that it is about fires now.');
}
