import type {Cockpit} from '../../cockpit.js';
import {escalateModel, noteName} from '../../escalate-model.js';
import {field} from '../../input/field.js';
import {ask, keepTyped} from '../overlay.js';

/** Asks what the page is to say beside what is known; the page below shows it. */
export function askMessage(cockpit: Cockpit): void {
  const {subject, name} = escalateModel(cockpit.scenes.getState());
  const {typed} = cockpit.ui.getState();
  const draft = `${noteName(subject)} draft`;
  const left = typed[draft] ?? '';
  ask(cockpit, {
    kind: 'ask',
    title: `what do you need for ${name}?`,
    name: 'needed',
    field: field(left === '' ? (typed[noteName(subject)] ?? '') : left),
    draft,
    why: 'It stands under "Needed" in the page. Nothing is sent yet.',
    act: text => keepTyped(cockpit, noteName(subject), text),
  });
}
