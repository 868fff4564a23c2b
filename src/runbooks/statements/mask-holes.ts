import {fillHoles, holesIn} from '../fill/holes.js';

/**
 * The same text, as long as before, with every `<pod-name>` made a word: bash would take the brackets for redirections,
 * and what is to be filled in is no reason to refuse what is around it.
 */
export function maskHoles(text: string): string {
  return fillHoles(text, holesIn(text), ({raw}) => 'P'.repeat(raw.length));
}
