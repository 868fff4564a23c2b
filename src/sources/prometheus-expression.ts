import type {Alert} from '../core/alert/alert.js';

/** The expression of the rule that fired, from the link Prometheus puts on the alert; undefined where there is none. */
export function ruleExpression(alert: Pick<Alert, 'generatorURL'>): string | undefined {
  try {
    return new URL(alert.generatorURL).searchParams.get('g0.expr')?.trim() || undefined;
  } catch {
    return undefined;
  }
}

const COMPARISON = /(==|!=|<=|>=|<|>)(\s*bool\b)?/g;
const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$|^[-+]?inf$/i;
const BEYOND_US = /#|\b(and|or|unless)\b/i;

/**
 * The measured side of `measured > 0.05`: compared, it would have values only while the alert fires. The expression
 * itself where it is no comparison with a number.
 */
export function measuredSide(expr: string): string {
  const top = topLevel(expr);
  const [only, ...more] = top.matchAll(COMPARISON);
  if (only === undefined || more.length > 0 || BEYOND_US.test(top)) return expr;
  const left = expr.slice(0, only.index).trim();
  const right = expr.slice(only.index + only[0].length).trim();
  if (NUMBER.test(right) && left !== '') return left;
  return NUMBER.test(left) && right !== '' ? right : expr;
}

/** The expression with strings and all that stands in brackets blanked out, so that places stay the same. */
function topLevel(expr: string): string {
  let text = expr.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`/g, blank);
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/[([{][^()[\]{}]*[)\]}]/g, blank);
  }
  return text;
}

function blank(found: string): string {
  return ' '.repeat(found.length);
}
