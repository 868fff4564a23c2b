import type {Key} from '../core/screen.js';
import {KEYPAD, keyOf, LETTER_KEYS, modified, named, TILDE_KEYS} from './key-names.js';

/** The next thing in the input: how many bytes it takes and the key it is, if it is one. */
export type Read =
  | {readonly kind: 'key'; readonly length: number; readonly key: Key | undefined}
  | {readonly kind: 'paste'; readonly length: number}
  /** Too short to tell; `sequence` when more than a lone ESC has come, which then is no key the operator pressed. */
  | {readonly kind: 'more'; readonly sequence: boolean};

const ESC = '\u001b';
const STRING_CAP = 65_536;
const CSI_CAP = 256;

/** Reads what `input` begins with; `input` has one character a byte and is not empty. */
export function readKey(input: string): Read {
  if (input[0] !== ESC) return readCharacter(input);
  if (input.length === 1) return {kind: 'more', sequence: false};
  if (input[1] === ESC) return readTwoEscapes(input);
  if (input[1] === '[') return readCsi(input);
  if (input[1] === 'O') return readSs3(input);
  if (input[1] === ']' || input[1] === 'P' || input[1] === '_' || input[1] === '^') return readString(input);
  return withAlt(readCharacter(input.slice(1)));
}

/** ESC twice is two keys, unless the second one begins the sequence of a key pressed with alt. */
function readTwoEscapes(input: string): Read {
  if (input.length === 2) return {kind: 'more', sequence: false};
  if (input[2] === '[' || input[2] === 'O') return withAlt(readKey(input.slice(1)));
  return {kind: 'key', length: 1, key: named('esc')};
}

function withAlt(read: Read): Read {
  if (read.kind === 'more') return {kind: 'more', sequence: true};
  if (read.kind === 'paste') return {kind: 'paste', length: read.length + 1};
  const key = read.key === undefined ? undefined : {...read.key, alt: true, text: ''};
  return {kind: 'key', length: read.length + 1, key};
}

/** One character: ASCII, a control, or UTF-8; bytes that are no character are skipped. */
function readCharacter(input: string): Read {
  const lead = input.charCodeAt(0);
  const length = lead < 0xc2 ? 1 : utf8Length(lead);
  for (let at = 1; at < length; at += 1) {
    if (at >= input.length) return {kind: 'more', sequence: true};
    if ((input.charCodeAt(at) & 0xc0) !== 0x80) return {kind: 'key', length: at, key: undefined};
  }
  const [codePoint] = decode(input.slice(0, length));
  const broken = lead >= 0x80 && (codePoint === undefined || codePoint === 0xfffd || codePoint < 0xa0);
  return {kind: 'key', length, key: broken || codePoint === undefined ? undefined : keyOf(codePoint)};
}

function utf8Length(lead: number): number {
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 1;
}

function decode(bytes: string): number[] {
  return Array.from(Buffer.from(bytes, 'latin1').toString('utf8'), char => char.codePointAt(0) ?? 0);
}

function readCsi(input: string): Read {
  if (input[2] === 'M') return whole(input, 6);
  if (input[2] === '[') return input[3] === undefined ? {kind: 'more', sequence: true} : consoleKey(input[3]);
  const params = /^[ -?]*/.exec(input.slice(2))?.[0] ?? '';
  const final = input[2 + params.length];
  if (final === undefined && params.length < CSI_CAP) return {kind: 'more', sequence: true};
  const length = 3 + params.length;
  // A control character or a byte beyond ASCII ends the sequence without belonging to it.
  if (final === undefined || final < '@' || final > '~') return skip(length - 1);
  if (final === '~' && params === '200') return {kind: 'paste', length};
  return {kind: 'key', length, key: csiKey(params, final)};
}

/** The old mouse report has three more bytes of any value. */
function whole(input: string, length: number): Read {
  return input.length < length ? {kind: 'more', sequence: true} : skip(length);
}

/** The Linux console's F1 to F5. */
function consoleKey(letter: string): Read {
  const index = 'ABCDE'.indexOf(letter);
  return {kind: 'key', length: 4, key: index < 0 ? undefined : named(`f${index + 1}`)};
}

/** Reports (mouse, focus, answers to questions) carry other characters or shapes, and are no keys. */
function csiKey(params: string, final: string): Key | undefined {
  if (!/^[\d;:]*$/.test(params)) return undefined;
  const [first = '', second, third] = params.split(';');
  const [modifier, event] = (second ?? '').split(':');
  if (event === '3') return undefined;
  if (final === 'u') return unicodeKey(first, modifier);
  if (final === '~' && first === '27') return unicodeKey(third ?? '', modifier);
  const name = final === '~' ? TILDE_KEYS[first] : letterKey(params, final);
  return name === undefined ? undefined : modified(named(name), modifier);
}

/** `ESC [ O` and `ESC [ I` are the focus; `ESC [ 12 ; 40 R` is a cursor report and not F3. */
function letterKey(params: string, final: string): string | undefined {
  return params === '' || params.startsWith('1;') ? LETTER_KEYS[final] : undefined;
}

/** Keys by code point, as kitty and `modifyOtherKeys` send them. */
function unicodeKey(codes: string, modifier: string | undefined): Key | undefined {
  const [code = '', shifted = ''] = codes.split(':');
  const keypad = Number(code) >= 57_399 && Number(code) <= 57_408 ? Number(code) - 57_399 + 0x30 : Number(code);
  const typed = modifierHasShift(modifier) && shifted !== '' ? Number(shifted) : keypad;
  if (!Number.isInteger(typed) || typed < 1 || typed > 0x10ffff || (typed >= 57_344 && typed <= 63_743))
    return undefined;
  const key = keyOf(typed);
  return key === undefined ? undefined : modified(key, modifier);
}

function modifierHasShift(modifier: string | undefined): boolean {
  return ((Number(modifier || '1') - 1) & 1) === 1;
}

function readSs3(input: string): Read {
  const match = /^\u001bO(\d*)([\s\S])/.exec(input);
  if (match === null) return {kind: 'more', sequence: true};
  const [sequence, modifier = '', letter = ''] = match;
  const keypad = KEYPAD[letter];
  const name = LETTER_KEYS[letter];
  const key = keypad === undefined ? name && named(name) : keyOf(keypad.charCodeAt(0));
  if (!key) return letter < ' ' ? skip(sequence.length - 1) : skip(sequence.length);
  return {kind: 'key', length: sequence.length, key: modified(key, modifier)};
}

/** What a terminal answers (colours, versions) ends with BEL or ST. */
function readString(input: string): Read {
  const end = /[\u0007\u009c]|\u001b\\/.exec(input.slice(2));
  if (end !== null) return skip(2 + end.index + end[0].length);
  return input.length > STRING_CAP ? skip(input.length) : {kind: 'more', sequence: true};
}

function skip(length: number): Read {
  return {kind: 'key', length, key: undefined};
}
