import {plainText} from './plain-text.js';

/** Text with nothing that steers a terminal, for where it stands in one line: line ends and runs of spaces are a space. */
export function oneLine(text: string): string {
  return plainText(text, {multiline: true}).replace(/\s+/g, ' ').trim();
}
