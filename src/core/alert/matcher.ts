import type {Labels} from './alert.js';
import {readMatchers, Unreadable} from './matcher-scan.js';
import {compilePattern} from './regex/pattern.js';

/** One matcher in Alertmanager's shape; `isEqual` is false for `!=` and `!~`. */
export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

export type ParsedMatchers =
  | {readonly ok: true; readonly matchers: readonly Matcher[]}
  /** `position` is an index into the text; `message` names it counted from 1. */
  | {readonly ok: false; readonly message: string; readonly position: number};

/** A matcher ready to judge label sets, or why it cannot be judged here. */
export type CompiledMatcher = {readonly test: (labels: Labels) => boolean} | {readonly unsupported: string};

const PLAIN_NAME = /^[A-Za-z_:][A-Za-z0-9_:]*$/;

/**
 * Reads matchers as amtool takes them: `a="b"`, `a=b`, `a=~"x|y"`, `{a="b", c!="d"}`, names in quotes, and a bare
 * word as the alert's name. Where Alertmanager's two grammars differ, the older one wins, as it does there.
 */
export function parseMatchers(text: string): ParsedMatchers {
  try {
    return {ok: true, matchers: readMatchers(text, checkMatcher)};
  } catch (error) {
    if (error instanceof Unreadable) return {ok: false, position: error.position, message: error.message};
    throw error;
  }
}

/** The same for words of a command line; a bare word is an alert's name only in the first. */
export function parseMatcherWords(words: readonly string[]): ParsedMatchers {
  const matchers: Matcher[] = [];
  for (const [index, word] of words.entries()) {
    if (index > 0 && !/[=!]/.test(word)) {
      return {
        ok: false,
        position: 0,
        message: `"${word}" is no matcher: only the first word may be an alert's name alone`,
      };
    }
    const parsed = parseMatchers(word);
    if (!parsed.ok) return {...parsed, message: `"${word}": ${parsed.message}`};
    matchers.push(...parsed.matchers);
  }
  return {ok: true, matchers};
}

/** The operator between name and value: `=`, `!=`, `=~` or `!~`. */
function operatorOf(matcher: Matcher): string {
  if (matcher.isRegex) return matcher.isEqual ? '=~' : '!~';
  return matcher.isEqual ? '=' : '!=';
}

/** Alertmanager's own way to write one: `name="value"`; the name in quotes only where it needs them. Reads back the same. */
export function matcherText(matcher: Matcher): string {
  const name = PLAIN_NAME.test(matcher.name) ? matcher.name : quote(matcher.name);
  return `${name}${operatorOf(matcher)}${quote(matcher.value)}`;
}

/** Several as amtool takes them in one argument: `{a="b",c!="d"}`. */
export function matchersText(matchers: readonly Matcher[]): string {
  return `{${matchers.map(matcherText).join(',')}}`;
}

/** Same matchers in the same order: what keeps a silence's id when it is changed. */
export function isSameMatchers(left: readonly Matcher[], right: readonly Matcher[]): boolean {
  return left.length === right.length && left.every((matcher, index) => isSameMatcher(matcher, right[index]));
}

/**
 * A matcher ready to judge label sets as Alertmanager does: anchored, RE2, an absent label equal to the empty string.
 * `unsupported` says why one cannot be judged here; the answer is then unknown, not "no".
 */
export function compileMatcher(matcher: Matcher): CompiledMatcher {
  const {name, value, isEqual} = matcher;
  if (!matcher.isRegex) return {test: labels => (labelValue(labels, name) === value) === isEqual};
  const compiled = compilePattern(value);
  if ('unsupported' in compiled)
    return {unsupported: `${matcherText(matcher)} cannot be judged here: ${compiled.unsupported}`};
  return {test: labels => compiled.test(labelValue(labels, name)) === isEqual};
}

/** All of them together: what a silence asks. One that cannot be judged makes the whole so. */
export function compileMatchers(matchers: readonly Matcher[]): CompiledMatcher {
  const tests: ((labels: Labels) => boolean)[] = [];
  for (const matcher of matchers) {
    const compiled = compileMatcher(matcher);
    if ('unsupported' in compiled) return compiled;
    tests.push(compiled.test);
  }
  return {test: labels => tests.every(test => test(labels))};
}

/** Whether one label set matches; undefined where that cannot be judged here. */
export function matches(matcher: Matcher, labels: Labels): boolean | undefined {
  const compiled = compileMatcher(matcher);
  return 'unsupported' in compiled ? undefined : compiled.test(labels);
}

/** Why the server would refuse this matcher, in words; undefined where it would take it. */
function checkMatcher(matcher: Matcher): string | undefined {
  if (!matcher.isRegex) return undefined;
  const compiled = compilePattern(matcher.value);
  return 'unsupported' in compiled
    ? `the pattern of ${matcher.name} cannot be used: ${compiled.unsupported}`
    : undefined;
}

/** Whether every matcher takes the empty string: such a set hits everything, and Alertmanager refuses the silence. */
export function isMatchingEmpty(matchers: readonly Matcher[]): boolean {
  return matchers.every(matcher => matches(matcher, {}) ?? false);
}

function isSameMatcher(left: Matcher, right: Matcher | undefined): boolean {
  return (
    left.name === right?.name &&
    left.value === right.value &&
    left.isRegex === right.isRegex &&
    left.isEqual === right.isEqual
  );
}

function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')}"`;
}

function labelValue(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}
