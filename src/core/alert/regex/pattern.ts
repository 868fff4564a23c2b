import {parseRegex} from './parse.js';
import {compileRegex} from './program.js';
import {RegexError} from './syntax.js';

type TextTest = (text: string) => boolean;
/** A whole-text test, or why there is none, in words. */
export type CompiledPattern = {readonly test: TextTest} | {readonly unsupported: string};

const MOST_PATTERNS = 512;
const MOST_VALUES = 1024;

const patterns = new Map<string, CompiledPattern>();

/** A whole-text test for an RE2 pattern. The newest patterns are kept, so that the same one is compiled once. */
export function compilePattern(pattern: string): CompiledPattern {
  const known = patterns.get(pattern);
  if (known) return known;
  const compiled = readPattern(pattern);
  if (patterns.size >= MOST_PATTERNS) patterns.delete(patterns.keys().next().value ?? '');
  patterns.set(pattern, compiled);
  return compiled;
}

function readPattern(pattern: string): CompiledPattern {
  const words = plainWords(pattern);
  if (words) return {test: text => words.has(text)};
  try {
    const test = compileRegex(parseRegex(pattern));
    return test ? {test: remembering(test)} : {unsupported: 'the pattern is too large'};
  } catch (error) {
    if (error instanceof RegexError) return {unsupported: `${error.message} (at character ${error.position + 1})`};
    throw error;
  }
}

/** `a|b` and `(a|b)` of plain or escaped words, the form of every ack: a set answers faster than a machine. */
function plainWords(pattern: string): ReadonlySet<string> | undefined {
  const inner = /^\(.*\)$/s.test(pattern) ? pattern.slice(1, -1) : pattern;
  if (!/^(?:[^\\()[\]{}^$.*+?|]|\\[^0-9A-Za-z\u0080-\u{10ffff}]|\|)*$/u.test(inner)) return undefined;
  const words = inner.match(/(?:\\[\s\S]|[^\\|])+|(?<=^|\|)(?=\||$)/gu) ?? [];
  return new Set(words.map(word => word.replace(/\\([\s\S])/g, '$1')));
}

function remembering(test: TextTest): TextTest {
  let answers = new Map<string, boolean>();
  return text => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = test(text);
    if (answers.size >= MOST_VALUES) answers = new Map();
    if (text.length <= 256) answers.set(text, answer);
    return answer;
  };
}
