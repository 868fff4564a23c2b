import {plainText} from '../lib/plain-text.js';

export const EXIT_TRAP = 'its EXIT trap ran as the statement ended; traps are not carried over';

export function folderGone(folder: string): string {
  const shown = plainText(folder, {maxLength: 300});
  return `its folder ${shown} is not there any more; the next statement begins where the walk began`;
}
