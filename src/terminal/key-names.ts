import type {Key} from '../core/screen.js';
import {plainText} from '../lib/plain-text.js';

/** Final characters of `ESC [` and `ESC O`. */
export const LETTER_KEYS: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  Z: 'backtab',
};

/** The keypad in application mode: `ESC O` and one of these. */
export const KEYPAD: Readonly<Record<string, string>> = {
  M: '\r',
  I: '\t',
  X: '=',
  j: '*',
  k: '+',
  l: ',',
  m: '-',
  n: '.',
  o: '/',
  p: '0',
  q: '1',
  r: '2',
  s: '3',
  t: '4',
  u: '5',
  v: '6',
  w: '7',
  x: '8',
  y: '9',
};

/** The number before `~`. */
export const TILDE_KEYS: Readonly<Record<string, string>> = {
  1: 'home',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
};

const CONTROLS: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  10: 'enter',
  13: 'enter',
  27: 'esc',
  127: 'backspace',
};

export function named(name: string, modifiers: {readonly ctrl?: boolean; readonly alt?: boolean} = {}): Key {
  return {name, ctrl: modifiers.ctrl ?? false, alt: modifiers.alt ?? false, text: ''};
}

/** The key of a code point as a terminal sends it in raw mode; undefined for what is not a key. */
export function keyOf(codePoint: number): Key | undefined {
  const name = CONTROLS[codePoint];
  if (name !== undefined) return named(name);
  if (codePoint === 0) return named('space', {ctrl: true});
  if (codePoint < 0x20) return named(String.fromCharCode(codePoint + 0x40).toLowerCase(), {ctrl: true});
  if (codePoint === 0x20) return {...named('space'), text: ' '};
  const text = String.fromCodePoint(codePoint);
  // A mark belongs to the letter typed before it; other invisible characters are nobody's key.
  const types = codePoint < 0x7f || /\p{M}/u.test(text) || plainText(text) === text;
  return types ? {...named(text), text} : undefined;
}

/** xterm's modifier number: one more than the sum of shift 1, alt 2, ctrl 4, meta 8. */
export function modified(key: Key, modifier: string | undefined): Key {
  const bits = Math.max(0, Number(modifier || '1') - 1);
  const [shift, alt, ctrl] = [(bits & 1) !== 0, (bits & 10) !== 0, (bits & 4) !== 0];
  const name = shift && key.name === 'tab' ? 'backtab' : key.name;
  return {name, ctrl: key.ctrl || ctrl, alt: key.alt || alt, text: ctrl || alt ? '' : key.text};
}
