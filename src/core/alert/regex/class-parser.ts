import {isIn, POSIX_CLASSES} from './char-class.js';
import {type Escape, peek, type Reader, readEscape, skip, take} from './reader.js';
import {type CharSet, RegexError} from './syntax.js';

/** Reads a bracketed class; the reader stands behind its `[`. */
export function parseClass(reader: Reader, fold: boolean): CharSet {
  const start = reader.position - 1;
  const negated = skip(reader, '^');
  const ranges: (readonly [number, number])[] = [];
  const tests: ((point: number) => boolean)[] = [];
  for (let first = true; first || peek(reader) !== ']'; first = false) {
    if (peek(reader) === '') throw new RegexError('missing ] for this class', start);
    const posix = readPosix(reader);
    const item = posix ?? readItem(reader);
    if ('point' in item) ranges.push(readRange(reader, item.point));
    else if (item.negated || item.test) tests.push(testOf(item));
    else ranges.push(...(item.ranges ?? []));
  }
  take(reader);
  return {ranges, tests, negated, fold};
}

function readItem(reader: Reader): Escape {
  const char = take(reader);
  return char === '\\' ? readEscape(reader) : {point: char.codePointAt(0) ?? 0};
}

function readPosix(reader: Reader): Escape | undefined {
  const name = /^\[:(\^?)(\w+):\]/.exec(reader.text.slice(reader.position, reader.position + 16));
  if (!name) return undefined;
  const ranges = POSIX_CLASSES[name[2] ?? ''];
  if (!ranges) throw new RegexError(`unknown class ${name[0]}`, reader.position);
  reader.position += name[0].length;
  return {ranges, negated: name[1] === '^'};
}

function readRange(reader: Reader, low: number): readonly [number, number] {
  const start = reader.position;
  if (peek(reader) !== '-' || reader.text[reader.position + 1] === ']' || reader.position + 1 >= reader.text.length)
    return [low, low];
  take(reader);
  const high = readItem(reader);
  if (!('point' in high) || high.point < low) throw new RegexError('this range has no end after its start', start);
  return [low, high.point];
}

function testOf(item: Exclude<Escape, {point: number}>): (point: number) => boolean {
  const {ranges = [], test, negated} = item;
  return point => (test ? test(point) : isIn(ranges, point)) !== negated;
}
