import {goUnquote, unescapeValue} from './matcher-text.js';

const CLASSIC_NAME = /^[A-Za-z_:][A-Za-z0-9_:]*$/;
const NAME = /[^\s{}!=~,"'`\\]+/y;
const QUOTED = /"(?:[^"\\]|\\.)*"/sy;
const OPERATOR = /=~|!=|!~|=/y;
const SPACE = /\s*/y;

/** What was read, in the shape of a matcher. */
interface Scanned {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

interface Scan {
  readonly text: string;
  at: number;
  /** Where the matchers end: before a closing brace. */
  readonly end: number;
}

/** Why a text holds no matchers, and where. */
export class Unreadable extends Error {
  override name = 'Unreadable' as const;
  readonly position: number;

  constructor(message: string, position: number) {
    super(`at character ${position + 1}: ${message}`);
    this.position = position;
  }
}

/** Reads a comma-separated list, braces around it or not. `check` says what is wrong with a matcher that reads well. */
export function readMatchers(text: string, check: (matcher: Scanned) => string | undefined): readonly Scanned[] {
  const scan = unbraced({text, at: 0, end: text.length});
  const mayBeBare = scan.end === text.length;
  const matchers: Scanned[] = [];
  for (space(scan); scan.at < scan.end; space(scan)) {
    const start = scan.at;
    const matcher = readMatcher(scan, mayBeBare && matchers.length === 0);
    const trouble = check(matcher);
    if (trouble) throw new Unreadable(trouble, start);
    matchers.push(matcher);
    space(scan);
    if (scan.at >= scan.end) break;
    if (scan.text[scan.at] !== ',') throw new Unreadable('expected a comma or the end', scan.at);
    scan.at += 1;
  }
  return matchers;
}

function unbraced(scan: Scan): Scan {
  space(scan);
  if (scan.text[scan.at] !== '{') return scan;
  const end = scan.text.trimEnd().length - 1;
  if (scan.text[end] !== '}' || end <= scan.at) throw new Unreadable('this { is not closed by a } at the end', scan.at);
  return {text: scan.text, at: scan.at + 1, end};
}

function readMatcher(scan: Scan, mayBeBare: boolean): Scanned {
  const start = scan.at;
  const quoted = readQuoted(scan);
  const name = quoted === undefined ? readPattern(scan, NAME) : goUnquoted(quoted, start);
  if (name === undefined || name === '') throw new Unreadable('expected a label name', start);
  space(scan);
  const operator = readPattern(scan, OPERATOR);
  if (operator === undefined) {
    if (mayBeBare && scan.at >= scan.end) return {name: 'alertname', value: name, isRegex: false, isEqual: true};
    throw new Unreadable(`expected =, !=, =~ or !~ after ${name}`, scan.at);
  }
  space(scan);
  const value = readValue(scan, quoted === undefined && CLASSIC_NAME.test(name));
  return {name, value, isRegex: operator.endsWith('~'), isEqual: !operator.startsWith('!')};
}

function readValue(scan: Scan, isClassic: boolean): string {
  const start = scan.at;
  const quoted = readQuoted(scan);
  if (quoted !== undefined) return isClassic ? unescapeValue(quoted.slice(1, -1)) : goUnquoted(quoted, start);
  const comma = scan.text.indexOf(',', start);
  const end = comma < 0 || comma > scan.end ? scan.end : comma;
  const raw = scan.text.slice(start, end).trimEnd();
  const stray = /(?<!\\)(?:\\\\)*"/.exec(raw);
  if (stray) {
    const message = raw.startsWith('"')
      ? 'this quote is not closed'
      : 'a quote inside a value needs a backslash or quotes around the value';
    throw new Unreadable(message, start + stray.index + stray[0].length - 1);
  }
  scan.at = end;
  return unescapeValue(raw);
}

function readQuoted(scan: Scan): string | undefined {
  return scan.text[scan.at] === '"' ? readPattern(scan, QUOTED) : undefined;
}

function goUnquoted(quoted: string, start: number): string {
  const unquoted = goUnquote(quoted.slice(1, -1));
  if (unquoted === undefined) throw new Unreadable('these quotes hold an escape that is not known', start);
  return unquoted;
}

function readPattern(scan: Scan, pattern: RegExp): string | undefined {
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.text)?.[0];
  if (found === undefined || scan.at + found.length > scan.end) return undefined;
  scan.at += found.length;
  return found;
}

function space(scan: Scan): void {
  SPACE.lastIndex = scan.at;
  scan.at += SPACE.exec(scan.text)?.[0].length ?? 0;
}
