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

/** Why a key that would act does nothing before the sources have answered. */
export const NOT_ANSWERED = 'The source has not answered yet: what this would hit is not known. It is asked right now.';

/** Once it has answered, that is no longer so; that the key did nothing still is, and nobody may take it for done. */
export function sayNowAnswered(cockpit: Cockpit): void {
  if (cockpit.ui.getState().message?.text !== NOT_ANSWERED) return;
  sayWhyNot(cockpit, 'The key did nothing: the source had not answered yet. Now it has: look, then press again.');
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
