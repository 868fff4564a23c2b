import {parseClass} from './class-parser.js';
import {peek, type Reader, readEscape, skip, take} from './reader.js';
import {type Assertion, literal, type Regex, RegexError} from './syntax.js';

interface Flags {
  readonly fold: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

const EMPTY: Regex = {kind: 'sequence', parts: []};
const MOST_REPEATS = 1000;
const DEEPEST = 250;

/** Parses Go's RE2 syntax. Throws {@link RegexError} for what the server would refuse: lookaround, backreferences and so on. */
export function parseRegex(pattern: string): Regex {
  const reader: Reader = {text: pattern, position: 0};
  const regex = parseChoice(reader, {fold: false, multiline: false, dotAll: false}, 0);
  if (reader.position < pattern.length) throw new RegexError('unexpected )', reader.position);
  return regex;
}

function parseChoice(reader: Reader, outer: Flags, depth: number): Regex {
  if (depth > DEEPEST) throw new RegexError('the pattern nests too deeply', reader.position);
  const branches: Regex[] = [];
  let flags = outer;
  let parts: Regex[] = [];
  while (reader.position < reader.text.length && peek(reader) !== ')') {
    const switched = readFlagSwitch(reader, flags);
    if (switched) {
      flags = switched;
    } else if (skip(reader, '|')) {
      branches.push({kind: 'sequence', parts});
      parts = [];
    } else {
      for (const atom of parseAtom(reader, flags, depth)) parts.push(atom);
      parseRepeats(reader, parts);
    }
  }
  const last: Regex = {kind: 'sequence', parts};
  return branches.length === 0 ? last : {kind: 'choice', parts: [...branches, last]};
}

/** A group of flags alone, `(?i)`, which hold to the end of the group around it. */
function readFlagSwitch(reader: Reader, flags: Flags): Flags | undefined {
  const text = /^\(\?([imsU]*(?:-[imsU]+)?)\)/.exec(reader.text.slice(reader.position, reader.position + 16));
  if (!text) return undefined;
  reader.position += text[0].length;
  return withFlags(flags, text[1] ?? '');
}

function withFlags(flags: Flags, text: string): Flags {
  const [on = '', off = ''] = text.split('-');
  const now = (name: string, before: boolean): boolean => (before || on.includes(name)) && !off.includes(name);
  return {fold: now('i', flags.fold), multiline: now('m', flags.multiline), dotAll: now('s', flags.dotAll)};
}

function parseAtom(reader: Reader, flags: Flags, depth: number): readonly Regex[] {
  const start = reader.position;
  const char = take(reader);
  switch (char) {
    case '(':
      return [parseGroup(reader, flags, depth)];
    case '[':
      return [{kind: 'set', set: parseClass(reader, flags.fold)}];
    case '.':
      return [{kind: 'set', set: {ranges: flags.dotAll ? [] : [[10, 10]], tests: [], negated: true, fold: false}}];
    case '^':
      return [assertion(flags.multiline ? 'line-start' : 'text-start')];
    case '$':
      return [assertion(flags.multiline ? 'line-end' : 'text-end')];
    case '\\':
      return parseBackslash(reader, flags);
    case '*':
    case '+':
    case '?':
      throw new RegexError(`nothing to repeat before ${char}`, start);
    case '{':
      reader.position = start;
      if (readQuantifier(reader)) throw new RegexError('nothing to repeat before {', start);
      return [literal(take(reader).codePointAt(0) ?? 0, flags.fold)];
    default:
      return [literal(char.codePointAt(0) ?? 0, flags.fold)];
  }
}

function parseGroup(reader: Reader, flags: Flags, depth: number): Regex {
  const start = reader.position - 1;
  let inner = flags;
  if (peek(reader) === '?') {
    const rest = reader.text.slice(reader.position);
    if (/^\?<?[=!]/.test(rest))
      throw new RegexError('lookahead and lookbehind are not supported by Alertmanager (RE2)', start);
    const head = /^\?(?:P?<([A-Za-z0-9_]+)>|([imsU]*(?:-[imsU]+)?):)/.exec(rest);
    if (!head) throw new RegexError('(? starts no group that RE2 knows', start);
    inner = withFlags(flags, head[2] ?? '');
    reader.position += head[0].length;
  }
  const regex = parseChoice(reader, inner, depth + 1);
  if (!skip(reader, ')')) throw new RegexError('missing ) for this group', start);
  return regex;
}

const ASSERTIONS: Readonly<Record<string, Assertion>> = {A: 'text-start', z: 'text-end', b: 'word', B: 'not-word'};

function parseBackslash(reader: Reader, flags: Flags): readonly Regex[] {
  const asserted = ASSERTIONS[peek(reader)];
  if (asserted) {
    take(reader);
    return [assertion(asserted)];
  }
  if (skip(reader, 'Q')) return parseQuoted(reader, flags);
  const escaped = readEscape(reader);
  if ('point' in escaped) return [literal(escaped.point, flags.fold)];
  const {ranges = [], test, negated} = escaped;
  return [{kind: 'set', set: {ranges, tests: test ? [test] : [], negated, fold: flags.fold}}];
}

function parseQuoted(reader: Reader, flags: Flags): readonly Regex[] {
  const end = reader.text.indexOf('\\E', reader.position);
  const text = reader.text.slice(reader.position, end < 0 ? undefined : end);
  reader.position = end < 0 ? reader.text.length : end + 2;
  return text === '' ? [EMPTY] : [...text].map(char => literal(char.codePointAt(0) ?? 0, flags.fold));
}

/** Applies the quantifier that follows, if any, to the last part. Two in a row are refused, as RE2 does. */
function parseRepeats(reader: Reader, parts: Regex[]): void {
  const start = reader.position;
  const bounds = readQuantifier(reader);
  if (!bounds) return;
  skip(reader, '?');
  const part = parts.pop() ?? EMPTY;
  if (repeatsOf(part) * Math.max(bounds.least, bounds.most ?? 1, 1) > MOST_REPEATS) {
    throw new RegexError(`more than ${MOST_REPEATS} repetitions`, start);
  }
  parts.push({kind: 'repeat', part, ...bounds});
  if (readQuantifier(reader)) throw new RegexError('a repetition cannot be repeated without a group', start);
}

interface Bounds {
  readonly least: number;
  readonly most: number | undefined;
}

function readQuantifier(reader: Reader): Bounds | undefined {
  if (skip(reader, '*')) return {least: 0, most: undefined};
  if (skip(reader, '+')) return {least: 1, most: undefined};
  if (skip(reader, '?')) return {least: 0, most: 1};
  const counted = /^\{(\d{1,9})(?:(,)(\d{1,9})?)?\}/.exec(reader.text.slice(reader.position, reader.position + 24));
  if (!counted) return undefined;
  const least = Number(counted[1]);
  const most = counted[2] === undefined ? least : boundOf(counted[3]);
  if (least > MOST_REPEATS || (most !== undefined && (most > MOST_REPEATS || most < least))) {
    throw new RegexError(`${counted[0]} is no valid number of repetitions (at most ${MOST_REPEATS})`, reader.position);
  }
  reader.position += counted[0].length;
  return {least, most};
}

function boundOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

/** How often counted repetitions inside repeat their innermost part. */
function repeatsOf(regex: Regex): number {
  if (regex.kind === 'repeat') return Math.max(regex.least, regex.most ?? 1, 1) * repeatsOf(regex.part);
  if (regex.kind === 'sequence' || regex.kind === 'choice')
    return regex.parts.reduce((most, part) => Math.max(most, repeatsOf(part)), 1);
  return 1;
}

function assertion(name: Assertion): Regex {
  return {kind: 'assert', assertion: name};
}
