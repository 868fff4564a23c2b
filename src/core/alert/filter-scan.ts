import {FilterFault} from './filter-subject.js';

export type FilterOperator = '=' | '!=' | '=~' | '!~' | '<' | '>' | '<=' | '>=';

/** Text to be found, or to be absent. */
export interface TextTerm {
  readonly kind: 'text';
  readonly text: string;
  readonly negated: boolean;
}

/** A comparison as written; `start` and `valueStart` are indexes into the filter. */
export interface CompareTerm {
  readonly kind: 'compare';
  readonly name: string;
  readonly operator: FilterOperator;
  readonly value: string;
  readonly start: number;
  readonly valueStart: number;
}

export type FilterTerm = TextTerm | CompareTerm;

const HEAD = /(@?[^\s"'=!<>~,@][^\s"'=!<>~,]*|"(?:[^"\\]|\\.)+")(=~|!=|!~|<=|>=|=|<|>)/y;
const WORD = /[^\s,"][^\s"]*/y;
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)"/y;
const GAP = /[\s,]*/y;

/** Cuts a filter into its terms. Throws {@link FilterFault}. */
export function scanFilter(text: string): readonly FilterTerm[] {
  const terms: FilterTerm[] = [];
  let at = skipGap(text, 0);
  while (at < text.length) {
    const {term, end} = readTerm(text, at);
    if (term.kind === 'compare' || term.text !== '') terms.push(term);
    at = skipGap(text, Math.max(end, at + 1));
  }
  return terms;
}

function readTerm(text: string, start: number): {readonly term: FilterTerm; readonly end: number} {
  const head = matchAt(HEAD, text, start);
  if (!head) {
    const negated = text[start] === '!';
    const {value, end} = readValue(text, negated ? start + 1 : start);
    return {term: {kind: 'text', text: value, negated}, end};
  }
  const [whole, written = '', operator = ''] = head;
  const name = written.startsWith('"') ? unquote(written.slice(1, -1)) : written;
  const valueStart = start + whole.length;
  const {value, end} = readValue(text, valueStart);
  return {term: {kind: 'compare', name, operator: operator as FilterOperator, value, start, valueStart}, end};
}

/** A quoted phrase, or all up to the next space; a comma behind it belongs to nobody. */
function readValue(text: string, at: number): {readonly value: string; readonly end: number} {
  if (text[at] === '"') {
    const quoted = matchAt(QUOTED, text, at);
    if (!quoted) throw new FilterFault('this quote is not closed', at);
    return {value: unquote(quoted[1] ?? ''), end: at + quoted[0].length};
  }
  const word = matchAt(WORD, text, at)?.[0] ?? '';
  return {value: word.replace(/,+$/, ''), end: at + word.length};
}

function unquote(text: string): string {
  return text.replace(/\\(["\\])/g, '$1');
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function skipGap(text: string, at: number): number {
  return at + (matchAt(GAP, text, at)?.[0].length ?? 0);
}
