import {type Alert, alertName} from './alert.js';
import {keywordTest} from './filter-keyword.js';
import {type CompareTerm, type FilterTerm, scanFilter} from './filter-scan.js';
import {FilterFault, type FilterTest} from './filter-subject.js';
import {compareText, textTest} from './filter-text.js';
import {compileMatchers, parseMatchers} from './matcher.js';
import {summaryOf} from './summary.js';

export type ParsedFilter =
  | {
      readonly ok: true;
      readonly test: FilterTest;
      /** Whether the answer can change by time alone. */
      readonly timed: boolean;
      /** Show at most so many alerts. */
      readonly limit?: number;
      /** Nothing is filtered out. */
      readonly isEmpty: boolean;
    }
  /** `position` is an index into the text. */
  | {readonly ok: false; readonly message: string; readonly position: number};

/**
 * The filter language: terms apart by spaces, all of which must hold.
 * `label=x != < <= > >=` compare (numbers as numbers), `=~ !~` are RE2 patterns, case-insensitive and found anywhere in
 * the value, as in karma. `@state @age @source @owner @severity @silenced_by @silence_author @inhibited @inhibited_by
 * @fingerprint @receiver @limit` ask what is not a label. Anything else is text looked for in name, labels and summary;
 * `!text` must not be there. `{a="b",c=~"d.*"}` alone is read as Alertmanager reads it: anchored, case kept.
 */
export function parseFilter(text: string): ParsedFilter {
  if (/^\s*\{.*\}\s*$/s.test(text)) return parseBraced(text);
  try {
    return combine(scanFilter(text));
  } catch (error) {
    if (error instanceof FilterFault) return {ok: false, message: error.message, position: error.position};
    throw error;
  }
}

function combine(terms: readonly FilterTerm[]): ParsedFilter {
  const limits = terms.filter(isLimit).map(limitOf);
  const tests = terms.filter(term => !isLimit(term)).map(testOf);
  return {
    ok: true,
    test: (subject, context) => tests.every(test => test(subject, context)),
    timed: terms.some(term => term.kind === 'compare' && term.name === '@age'),
    isEmpty: terms.length === 0,
    ...(limits.length > 0 && {limit: Math.min(...limits)}),
  };
}

function parseBraced(text: string): ParsedFilter {
  const parsed = parseMatchers(text);
  if (!parsed.ok) return parsed;
  const compiled = compileMatchers(parsed.matchers);
  if ('unsupported' in compiled) return {ok: false, message: compiled.unsupported, position: 0};
  const test: FilterTest = subject => compiled.test(subject.alert.labels);
  return {ok: true, test, timed: false, isEmpty: parsed.matchers.length === 0};
}

function isLimit(term: FilterTerm): term is CompareTerm {
  return term.kind === 'compare' && term.name === '@limit';
}

function limitOf({operator, value, start}: CompareTerm): number {
  if (operator === '=' && /^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new FilterFault('@limit takes a number, such as @limit=50', start);
}

function testOf(term: FilterTerm): FilterTest {
  if (term.kind === 'text') {
    const needle = term.text.toLowerCase();
    return ({alert}) => haystackOf(alert).includes(needle) !== term.negated;
  }
  if (term.name.startsWith('@')) return keywordTest(term);
  const {name, operator, value} = term;
  if (/[<>]/.test(operator)) {
    return ({alert}) => Object.hasOwn(alert.labels, name) && compareText(alert.labels[name] ?? '', operator, value);
  }
  const test = textTest(term);
  return ({alert}) => test(Object.hasOwn(alert.labels, name) ? (alert.labels[name] ?? '') : '');
}

const haystacks = new WeakMap<Alert, string>();

function haystackOf(alert: Alert): string {
  const known = haystacks.get(alert);
  if (known !== undefined) return known;
  const labels = Object.entries(alert.labels).map(([name, value]) => `${name}=${value}`);
  const made = [alertName(alert), ...labels, summaryOf(alert.annotations)].join('\n').toLowerCase();
  haystacks.set(alert, made);
  return made;
}
