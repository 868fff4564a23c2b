import type {CompareTerm, FilterOperator} from './filter-scan.js';
import {FilterFault} from './filter-subject.js';
import {compilePattern} from './regex/pattern.js';

/** A test of a text by `=`, `!=`, `=~` or `!~`; patterns are case-insensitive and unanchored. Throws {@link FilterFault}. */
export function textTest({name, operator, value, valueStart}: CompareTerm): (text: string) => boolean {
  const isEqual = !operator.startsWith('!');
  if (!operator.endsWith('~')) return text => (text === value) === isEqual;
  const alone = compilePattern(value);
  const anywhere = 'test' in alone ? compilePattern(`(?s:.*)(?i:${value})(?s:.*)`) : alone;
  if ('test' in anywhere) return text => anywhere.test(text) === isEqual;
  throw new FilterFault(`the pattern for ${name} cannot be used: ${anywhere.unsupported}`, valueStart);
}

/** `<`, `>`, `<=`, `>=`: as numbers where both are, else as texts in which runs of digits count as numbers. */
export function compareText(left: string, operator: FilterOperator, right: string): boolean {
  const order = isNumber(left) && isNumber(right) ? Number(left) - Number(right) : naturalOrder(left, right);
  if (operator === '<') return order < 0;
  if (operator === '>') return order > 0;
  return operator === '<=' ? order <= 0 : order >= 0;
}

/** Below zero when `left` comes first; `db-2` before `db-10`. A total order: equal only for equal texts. */
export function naturalOrder(left: string, right: string): number {
  if (left === right) return 0;
  const lefts = left.match(/\d+|\D+/g) ?? [];
  const rights = right.match(/\d+|\D+/g) ?? [];
  for (let index = 0; index < Math.min(lefts.length, rights.length); index += 1) {
    const order = pieceOrder(lefts[index] ?? '', rights[index] ?? '');
    if (order !== 0) return order;
  }
  if (lefts.length !== rights.length) return lefts.length - rights.length;
  return left < right ? -1 : 1;
}

function pieceOrder(left: string, right: string): number {
  if (isNumber(left) && isNumber(right)) return Number(left) - Number(right);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}
