import type {Incident} from '../../../core/incident/incident.js';
import type {Cockpit} from '../../cockpit.js';
import {field} from '../../input/field.js';
import type {MenuItem} from '../../overlays/overlay.js';
import {dispatch} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';

/** What there is to do, and what is only temporary: to tick off, or to add to. */
export function askTodo(cockpit: Cockpit, incident: Incident): void {
  const {incident: id, tasks, measures} = incident;
  const open = tasks.filter(({doneAt}) => doneAt === undefined);
  const inPlace = measures.filter(({removedAt}) => removedAt === undefined);
  ask(cockpit, {
    kind: 'menu',
    title: `to do for ${id}`,
    at: 0,
    items: [
      {label: 'new task', detail: 'to be done now', act: () => add(cockpit, id, 'task')},
      {label: 'new action', detail: 'to follow from it', act: () => add(cockpit, id, 'action')},
      {label: 'temporary', detail: 'something that has to be taken back', act: () => take(cockpit, id)},
      ...open.map(
        ({task, text, owner}): MenuItem => ({
          label: 'done',
          detail: `${text}${owner === undefined ? '' : ` (${owner})`}`,
          act: () =>
            dispatch(cockpit, {type: 'finish-task', incident: id, task}, () => say(cockpit, `done: ${text}`, 'good')),
        }),
      ),
      ...inPlace.map(
        ({measure, text}): MenuItem => ({
          label: 'taken back',
          detail: text,
          act: () =>
            dispatch(cockpit, {type: 'remove-measure', incident: id, measure}, () =>
              say(cockpit, `taken back: ${text}`, 'good'),
            ),
        }),
      ),
    ].slice(0, 9),
  });
}

function add(cockpit: Cockpit, incident: string, kind: 'task' | 'action'): void {
  ask(cockpit, {
    kind: 'ask',
    title: kind === 'task' ? 'what is to be done' : 'what follows from it',
    name: kind,
    field: field(cockpit.ui.getState().typed[kind] ?? ''),
    draft: kind,
    act: text =>
      dispatch(cockpit, {type: 'add-task', incident, text, kind}, () => say(cockpit, `noted: ${text}`, 'good')),
  });
}

function take(cockpit: Cockpit, incident: string): void {
  ask(cockpit, {
    kind: 'ask',
    title: 'what holds it up for now',
    name: 'temporary',
    field: field(cockpit.ui.getState().typed.measure ?? ''),
    draft: 'measure',
    act: text =>
      dispatch(cockpit, {type: 'take-measure', incident, text}, () => say(cockpit, `noted: ${text}`, 'good')),
  });
}
