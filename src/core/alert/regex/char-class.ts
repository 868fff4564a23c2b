import {type CharSet, RegexError} from './syntax.js';

type Range = readonly [number, number];

const DIGIT: readonly Range[] = [[0x30, 0x39]];
const SPACE: readonly Range[] = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
];
const WORD: readonly Range[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];

/** RE2's `\d`, `\s` and `\w`: ASCII only. */
export const PERL_CLASSES: Readonly<Record<string, readonly Range[]>> = {d: DIGIT, s: SPACE, w: WORD};

/** Bracketed POSIX names, as in `[[:alpha:]]`. */
export const POSIX_CLASSES: Readonly<Record<string, readonly Range[]>> = {
  alnum: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  alpha: [
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  ascii: [[0x00, 0x7f]],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  cntrl: [
    [0x00, 0x1f],
    [0x7f, 0x7f],
  ],
  digit: DIGIT,
  graph: [[0x21, 0x7e]],
  lower: [[0x61, 0x7a]],
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  upper: [[0x41, 0x5a]],
  word: WORD,
  xdigit: [
    [0x30, 0x39],
    [0x41, 0x46],
    [0x61, 0x66],
  ],
};

/** The test behind `\pN` and `\p{Greek}`: a general category or a script, by the Unicode tables of the runtime. */
export function unicodeTest(name: string, position: number): (point: number) => boolean {
  if (name === 'Any') return () => true;
  for (const property of [name, `Script=${name}`]) {
    const pattern = /^\w+$/.test(name) ? tryPattern(`^\\p{${property}}$`) : undefined;
    if (pattern) return point => pattern.test(String.fromCodePoint(point));
  }
  throw new RegexError(`unknown Unicode class ${name}`, position);
}

/** Whether a set takes a code point. */
export function takes(set: CharSet, point: number): boolean {
  const inside = set.fold ? casesOf(point).some(other => holds(set, other)) : holds(set, point);
  return inside !== set.negated;
}

export function isIn(ranges: readonly Range[], point: number): boolean {
  return ranges.some(([low, high]) => point >= low && point <= high);
}

function holds(set: CharSet, point: number): boolean {
  return isIn(set.ranges, point) || set.tests.some(test => test(point));
}

/** Letters whose case pairs are not each other's upper or lower case. */
const ODD_CASES: readonly (readonly number[])[] = [
  [0x4b, 0x6b, 0x212a],
  [0x53, 0x73, 0x17f],
  [0xc5, 0xe5, 0x212b],
  [0xb5, 0x3bc, 0x39c],
  [0x3a9, 0x3c9, 0x2126],
  [0x3a3, 0x3c3, 0x3c2],
  [0x1e9e, 0xdf],
];
const oddCases = new Map(ODD_CASES.flatMap(cases => cases.map(point => [point, cases] as const)));

/** A code point and its other cases, by simple folding (one code point to one). */
function casesOf(point: number): readonly number[] {
  const odd = oddCases.get(point);
  if (odd) return odd;
  const text = String.fromCodePoint(point);
  const others = [text.toLowerCase(), text.toUpperCase()].filter(other => other !== text && [...other].length === 1);
  return [point, ...others.map(other => other.codePointAt(0) ?? point)];
}

function tryPattern(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}
