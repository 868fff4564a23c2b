import {ecma48} from './ecma-48.js';
import type {Visible} from './visible.js';

const ASCII_RUN = /[ -~]+/y;

/**
 * Leads strings through the state machine into `shown`, runs of plain ASCII in one piece. Strings may end anywhere but
 * inside a code point. `full` ends the work early.
 */
export function feeder(shown: Visible, sgr?: (params: string) => void) {
  // While the last code point was no text a sequence may be open, and then even plain ASCII belongs to it.
  let reached = true;
  const step = ecma48({
    text(codePoint) {
      reached = true;
      shown.text(codePoint);
    },
    sgr: params => sgr?.(params),
  });
  const feedOne = (codePoint: number) => {
    reached = false;
    step(codePoint);
    return codePoint > 0xffff ? 2 : 1;
  };
  return (text: string, full: () => boolean = () => false) => {
    for (let at = 0; at < text.length && !full(); ) {
      const run = reached ? asciiAt(text, at) : '';
      if (run !== '') shown.ascii(run);
      at += run.length || feedOne(text.codePointAt(at) ?? 0);
    }
  };
}

function asciiAt(text: string, at: number): string {
  ASCII_RUN.lastIndex = at;
  return ASCII_RUN.exec(text)?.[0] ?? '';
}
