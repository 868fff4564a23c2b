import type {LeftProcess} from '../core/runbook/run.js';
import {plainText} from '../lib/plain-text.js';

const NOTES: Readonly<Record<string, string>> = {
  'exit-trap': 'its EXIT trap ran as the statement ended; traps are not carried over',
  'state-kept': 'its shell left no state: variables and folder are those from before it',
};

/** What our shells noted, a word a line, in words. */
export function notesIn(text: string): readonly string[] {
  const noted = new Set(text.split('\n'));
  return Object.entries(NOTES).flatMap(([name, words]) => (noted.has(name) ? [words] : []));
}

export function folderGone(folder: string): string {
  const shown = plainText(folder, {maxLength: 300});
  return `its folder ${shown} is not there any more; the next statement begins where the walk began`;
}

export function nameOf({command, pid}: LeftProcess): string {
  return `${command} (pid ${pid})`;
}
