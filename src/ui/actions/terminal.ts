import {plainText} from '../../lib/plain-text.js';
import type {Cockpit} from '../cockpit.js';
import {say} from './say.js';

/** Gives the terminal back to the shell until `fg`. */
export function suspend(cockpit: Cockpit): void {
  cockpit.screen.suspend().then(
    () => cockpit.screen.repaint(),
    (error: unknown) =>
      say(cockpit, `Cannot suspend here: ${error instanceof Error ? error.message : String(error)}`, 'warning'),
  );
}

/** Puts text on the operator's clipboard and says what. */
export function copy(cockpit: Cockpit, what: string, text: string): void {
  const clean = plainText(text, {multiline: true});
  if (cockpit.screen.copy(clean)) say(cockpit, `copied ${what}`, 'good');
  else say(cockpit, `${what} is too long for this terminal's clipboard`, 'warning');
}
