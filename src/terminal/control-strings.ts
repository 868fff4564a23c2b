import {plainText} from '../lib/plain-text.js';

const TITLE_LENGTH = 200;
/** What xterm takes: 100,000 bytes with its frame and base64. */
const COPY_BYTES = 74_994;

/** OSC 2; the text has passed the filter. */
export function titleString(text: string): string {
  return `\u001b]2;${plainText(text, {maxLength: TITLE_LENGTH})}\u001b\\`;
}

/** Asks terminals that can to remember the title, and to bring it back. */
export const KEEP_TITLE = '\u001b[22;2t';
export const RESTORE_TITLE = '\u001b[23;2t';

/**
 * Ends what a program that was killed may have left on, and what no frame could be drawn or typed into with: a locked
 * keyboard, insert mode, lines that end in two (2, 4, 20); keys of applications, reverse video, the mouse, focus, margins
 * left and right, reports of the window; the keypad's own keys, line-drawing letters, and the ways of kitty and xterm to
 * send keys. It moves the cursor, and belongs before a picture that is drawn anew.
 */
export const RESET_MODES =
  '\u001b[2;4;20l\u001b[?1;5;6;9;69;1000;1002;1003;1004;1006;1015;2031;2048l\u001b>\u001b(B\u000f\u001b[=0u\u001b[>4m';

/**
 * The same for what a terminal keeps once for each of its screens, or with the cursor that it remembers: colours, letters,
 * kitty's keys, the region that scrolls. The cursor stays where it is.
 */
export const RESET_SCREEN = '\u001b[m\u001b(B\u000f\u001b[=0u\u001b7\u001b[r\u001b8';

/** OSC 52, to be sent as it is; undefined where the text is too large for a terminal's clipboard. */
export function copyString(text: string, tmux: boolean): string | undefined {
  const bytes = Buffer.from(plainText(text, {multiline: true}));
  if (bytes.length > COPY_BYTES) return undefined;
  const plain = `\u001b]52;c;${bytes.toString('base64')}\u0007`;
  // tmux takes the plain one where `set-clipboard` is on, the wrapped one where `allow-passthrough` is.
  return tmux ? plain + tmuxWrapped(plain) : plain;
}

/** A URL as it may stand in OSC 8: printable ASCII; undefined for schemes that are not for opening. */
export function linkTarget(url: string): string | undefined {
  const ascii = Array.from(plainText(url), char => (/[!-~]/.test(char) ? char : encodeURIComponent(char)));
  const target = ascii.join('');
  return /^(?:https?|mailto|ftp):/i.test(target) && target.length <= 2000 ? target : undefined;
}

function tmuxWrapped(sequence: string): string {
  return `\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;
}
