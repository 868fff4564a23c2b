import type {Cockpit} from '../cockpit.js';
import {type MessageTone, without} from '../ui-store.js';

/** Puts one sentence above the key line. */
export function say(cockpit: Cockpit, text: string, tone: MessageTone = 'plain'): void {
  cockpit.ui.setState({message: {text, tone, at: cockpit.clock.now()}});
}

/** Says what is so while a run goes on, and no longer. */
export function sayDuring(cockpit: Cockpit, run: string, text: string): void {
  cockpit.ui.setState({message: {text, tone: 'plain', at: cockpit.clock.now(), during: run}});
}

/** Says why a key does nothing; the next one that does something takes that away. */
export function sayWhyNot(cockpit: Cockpit, text: string): void {
  cockpit.ui.setState({message: {text, tone: 'warning', at: cockpit.clock.now(), refused: true}});
}

/** Says that whoever writes for this cockpit does not answer, until that is over. */
export function sayUnheard(cockpit: Cockpit, text: string): void {
  cockpit.ui.setState({message: {text, tone: 'critical', at: cockpit.clock.now(), unheard: true}});
}

/** Why a key did nothing is not told for longer than it is so. */
export function hushRefusal(cockpit: Cockpit): void {
  if (cockpit.ui.getState().message?.refused === true) hush(cockpit);
}

export function hush(cockpit: Cockpit): void {
  if (cockpit.ui.getState().message !== undefined) cockpit.ui.setState(ui => without(ui, 'message'), true);
}
