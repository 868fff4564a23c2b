import type {Draft} from '../../core/runbook/desk.js';
import type {Cockpit} from '../cockpit.js';
import {say} from './say.js';

/** A text that opens in the operator's editor. */
export interface Opened {
  /** Writes it where the editor finds it. */
  readonly draft: () => Promise<Draft>;
  /** `The handoff`. */
  readonly what: string;
}

/** Lends the terminal to the operator's editor; undefined where nothing is to be taken, which has been said then. */
export async function inEditor(cockpit: Cockpit, {draft: written, what}: Opened): Promise<string | undefined> {
  const {screen} = cockpit;
  try {
    const draft = await written();
    const words = `${what} opens in ${draft.editor}. The cockpit comes back when that ends.`;
    const {code, error} = await screen.handOff(draft.file, draft.args, words);
    screen.repaint();
    const text = await draft.take();
    if (error !== undefined) throw error;
    if (code === 0) return text;
    say(cockpit, `${draft.editor} ended with ${code ?? 'a signal'}: nothing is changed.`, 'warning');
  } catch (error) {
    say(cockpit, `It cannot be edited: ${error instanceof Error ? error.message : String(error)}`, 'warning');
  }
  return undefined;
}
