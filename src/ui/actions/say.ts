import type {Cockpit} from '../cockpit.js';
import {type MessageTone, without} from '../ui-store.js';

/** Puts one sentence above the key line. */
export function say(cockpit: Cockpit, text: string, tone: MessageTone = 'plain'): void {
  cockpit.ui.setState({message: {text, tone, at: cockpit.clock.now()}});
}

export function hush(cockpit: Cockpit): void {
  if (cockpit.ui.getState().message !== undefined) cockpit.ui.setState(ui => without(ui, 'message'), true);
}
