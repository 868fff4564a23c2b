import type {Cockpit} from '../cockpit.js';
import {field} from '../input/field.js';
import type {Target} from '../overlays/overlay.js';
import {dispatch} from './dispatch.js';
import {ask, closeOverlay, keepTyped} from './overlay.js';
import {say} from './say.js';

/** The name under which a half-written note is kept. */
export function noteDraft(target: Target | undefined): string {
  return `note ${target?.alerts[0] ?? ''}`;
}

export function askNote(cockpit: Cockpit, target?: Target): void {
  const typed = cockpit.ui.getState().typed[noteDraft(target)] ?? '';
  ask(cockpit, {kind: 'note', field: field(typed), ...(target === undefined ? {} : {target})});
}

/** Records a note about the first alert of a target, or about the watch. */
export function addNote(cockpit: Cockpit, text: string, target?: Target): void {
  if (text.trim() === '') {
    say(cockpit, 'An empty note says nothing: type it, or esc to go back.', 'warning');
    return;
  }
  const alert = target?.alerts[0];
  keepTyped(cockpit, noteDraft(target), text);
  closeOverlay(cockpit);
  dispatch(cockpit, {type: 'note', text, ...(alert === undefined ? {} : {alert})}, () => {
    keepTyped(cockpit, noteDraft(target), '');
    say(cockpit, `noted${target === undefined ? '' : ` on ${target.name}`}: ${text}`, 'good');
  });
}
