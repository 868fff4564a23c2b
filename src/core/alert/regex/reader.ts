import {isIn, PERL_CLASSES, unicodeTest} from './char-class.js';
import {RegexError} from './syntax.js';

/** Walks over the code points of a pattern; positions are indexes into the text. */
export interface Reader {
  position: number;
  readonly text: string;
}

export function peek(reader: Reader): string {
  const point = reader.text.codePointAt(reader.position);
  return point === undefined ? '' : String.fromCodePoint(point);
}

export function take(reader: Reader): string {
  const char = peek(reader);
  reader.position += char.length;
  return char;
}

/** Takes `text` where it stands here, and says whether it did. */
export function skip(reader: Reader, text: string): boolean {
  if (!reader.text.startsWith(text, reader.position)) return false;
  reader.position += text.length;
  return true;
}

/** What an escape stands for: one code point, or a class. */
export type Escape =
  | {readonly point: number}
  | {
      readonly negated: boolean;
      readonly ranges?: readonly (readonly [number, number])[];
      readonly test?: (point: number) => boolean;
    };

const CONTROL: Readonly<Record<string, number>> = {a: 7, f: 12, t: 9, n: 10, r: 13, v: 11};

/** Reads what follows a backslash; the reader stands behind it. */
export function readEscape(reader: Reader): Escape {
  const start = reader.position - 1;
  const char = take(reader);
  if (char === '') throw new RegexError('the pattern ends with a single backslash', start);
  const perl = PERL_CLASSES[char.toLowerCase()];
  if (perl) return {ranges: perl, negated: char !== char.toLowerCase()};
  if (char === 'p' || char === 'P') return readUnicode(reader, char === 'P');
  const control = CONTROL[char];
  if (control !== undefined) return {point: control};
  if (char === 'x') return {point: readHex(reader, start)};
  if (/[0-7]/.test(char)) return {point: readOctal(reader, char, start)};
  const point = char.codePointAt(0) ?? 0;
  if (point < 0x80 && !/[0-9A-Za-z]/.test(char)) return {point};
  throw new RegexError(`\\${char} is not an escape RE2 knows`, start);
}

function readUnicode(reader: Reader, upper: boolean): Escape {
  const start = reader.position;
  let name = take(reader);
  if (name === '{') {
    const end = reader.text.indexOf('}', reader.position);
    if (end < 0) throw new RegexError('missing } after \\p{', start);
    name = reader.text.slice(reader.position, end);
    reader.position = end + 1;
  }
  const inverted = name.startsWith('^');
  return {test: unicodeTest(inverted ? name.slice(1) : name, start), negated: upper !== inverted};
}

function readHex(reader: Reader, start: number): number {
  const rest = reader.text.slice(reader.position);
  const digits = /^(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]+)\})/.exec(rest);
  const point = Number.parseInt(digits?.[1] ?? digits?.[2] ?? '', 16);
  if (!digits || !(point <= 0x10ffff)) throw new RegexError('\\x needs two hex digits or {…}', start);
  reader.position += digits[0].length;
  return point;
}

/** `\1` to `\9` alone would be backreferences; with more octal digits, or after `\0`, it is a number. */
function readOctal(reader: Reader, first: string, start: number): number {
  const more = /^[0-7]{0,2}/.exec(reader.text.slice(reader.position))?.[0] ?? '';
  if (first !== '0' && more === '')
    throw new RegexError('backreferences are not supported by Alertmanager (RE2)', start);
  reader.position += more.length;
  return Number.parseInt(first + more, 8);
}

/** Whether a code point belongs to a word in RE2's sense. */
export function isWord(point: number): boolean {
  return isIn(PERL_CLASSES.w ?? [], point);
}
