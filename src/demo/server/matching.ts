import type {Labels} from '../../core/alert/alert.js';

import {compileMatchers, type Matcher} from '../../core/alert/matcher.js';
import {unescapeValue} from '../../core/alert/matcher-text.js';
import {compilePattern} from '../../core/alert/regex/pattern.js';
import {ApiError} from './api-error.js';

export type LabelTest = (labels: Labels) => boolean;

const FILTER = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|=|!=|!~)\s*([\s\S]*?)\s*$/;

/** Reads one `filter=` parameter as Alertmanager's classic parser does; throws the 400 it would answer. */
export function parseFilter(text: string): Matcher {
  const [, name, operator, raw] = FILTER.exec(text) ?? [];
  if (name === undefined || operator === undefined || raw === undefined)
    throw new ApiError(400, `bad matcher format: ${text}`);
  const isRegex = operator.endsWith('~');
  const value = unquote(raw);
  if (isRegex) patternTest(value);
  return {name, value, isRegex, isEqual: !operator.startsWith('!')};
}

/** One test for all matchers; a label that is absent counts as empty. Throws on a bad regular expression. */
export function labelTest(matchers: readonly Matcher[]): LabelTest {
  const compiled = compileMatchers(matchers);
  if ('unsupported' in compiled) throw new ApiError(400, compiled.unsupported);
  return compiled.test;
}

/** A test of whole texts; throws what Alertmanager says of a pattern that is none. */
export function patternTest(pattern: string): (text: string) => boolean {
  const compiled = compilePattern(pattern);
  if ('unsupported' in compiled)
    throw new ApiError(400, `error parsing regexp: ${compiled.unsupported}: \`^(?:${pattern})$\``);
  return compiled.test;
}

function unquote(raw: string): string {
  const quoted = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"') && !raw.endsWith('\\"');
  const inner = quoted ? raw.slice(1, -1) : raw;
  if (/(?:^|[^\\])(?:\\\\)*"/.test(inner))
    throw new ApiError(400, `matcher value contains unescaped double quote: ${raw}`);
  return unescapeValue(inner);
}
