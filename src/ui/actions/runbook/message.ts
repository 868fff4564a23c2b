import type {Message} from '../../../core/runbook/document.js';
import type {Cockpit} from '../../cockpit.js';
import {MENU_LIMIT} from '../../overlays/menu-limit.js';
import type {MenuItem} from '../../overlays/overlay.js';
import {walkModel} from '../../runbook-model.js';
import {ask} from '../overlay.js';
import {copy} from '../terminal.js';

/** Copies what the runbook in front wants told to others; where there is more than one such text, it offers them. */
export function copyMessage(cockpit: Cockpit): void {
  const [first, ...others] = messagesHere(cockpit);
  if (first === undefined) return;
  if (others.length === 0) {
    copy(cockpit, first.title, first.text);
    return;
  }
  const items = [first, ...others].slice(0, MENU_LIMIT).map(
    ({title, text}): MenuItem => ({
      label: title,
      detail: text.trim().split('\n', 1)[0] ?? '',
      act: () => copy(cockpit, title, text),
    }),
  );
  ask(cockpit, {kind: 'menu', title: 'copy what to tell others', items, at: 0});
}

/** Why there is none to copy. */
export function noMessage(cockpit: Cockpit): string | undefined {
  return messagesHere(cockpit).length === 0 ? 'This runbook says nothing of what to tell others.' : undefined;
}

function messagesHere(cockpit: Cockpit): readonly Message[] {
  const model = walkModel(cockpit.scenes.getState());
  return model.kind === 'open' ? model.document.messages : [];
}
