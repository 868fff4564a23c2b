import {alertKey, alertName} from '../core/alert/alert.js';
import {boardTarget} from './board-model.js';
import type {Cockpit} from './cockpit.js';
import {escalateModel} from './escalate-model.js';
import type {Target} from './overlays/overlay.js';
import {front} from './ui-store.js';
import {subjectOf} from './views/alert/subject.js';

/** What an action is about: on the board the marks or the row under the cursor, in the alert's view that alert. */
export function frontTarget(cockpit: Cockpit): Target | string {
  const {view} = front(cockpit.ui.getState());
  if (view === 'board') return boardTarget(cockpit);
  if (view === 'escalate') return escalationTarget(cockpit);
  if (view === 'alert') return alertTarget(cockpit);
  return 'That is done to an alert: go to the board (esc) or open an alert first.';
}

function escalationTarget(cockpit: Cockpit): Target | string {
  const {group, name} = escalateModel(cockpit.scenes.getState());
  if (group === undefined) return 'Nothing of it fires any more. esc goes back.';
  return {name, alerts: group.alerts.map(alertKey), rows: 1, hidden: []};
}

/** The alert in front; a string says why it cannot be acted on. */
export function alertTarget(cockpit: Cockpit): Target | string {
  const subject = subjectOf(cockpit.scenes.getState());
  if (subject.kind === 'gone') return 'This alert no longer fires. esc goes back to the board.';
  return {name: alertName(subject.alert), alerts: [subject.key], rows: 1, hidden: []};
}
