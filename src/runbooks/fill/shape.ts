import {forEachChild, type SyntaxNode} from 'unbash';
import {parseBash} from '../bash/parse-bash.js';

const LITERAL: ReadonlySet<string> = new Set(['Literal', 'SingleQuoted', 'AnsiCQuoted', 'Glob']);

/**
 * What a text is made of: commands, words with their values, expansions, redirections, in order; quotes are left out.
 * Two texts of one shape do the same with other words. Undefined where bash would not read the text.
 */
export function shapeOf(text: string, word: (value: string) => string = value => value): string | undefined {
  const {ast, errors} = parseBash(text);
  if (errors.length > 0) return undefined;
  const out: unknown[] = [];
  describe(ast, word, out);
  return JSON.stringify(out);
}

function describe(node: SyntaxNode, word: (value: string) => string, out: unknown[]): void {
  if (LITERAL.has(node.type) && node.type !== 'Glob') return;
  const inner: unknown[] = [node.type, ...details(node, word)];
  forEachChild(node, child => describe(child, word, inner));
  // Quotes around a value are the only thing that may be added.
  if (node.type === 'DoubleQuoted') out.push(...inner.slice(1));
  else out.push(inner);
}

function details(node: SyntaxNode, word: (value: string) => string): readonly unknown[] {
  const found: unknown[] = [];
  if ('operator' in node) found.push(node.operator);
  if ('operators' in node) found.push(node.operators);
  if (node.type === 'Word') found.push(word(node.value));
  if (node.type === 'Assignment') found.push(node.name, node.append === true);
  if (node.type === 'Statement') found.push(node.background === true);
  if (node.type === 'HereDocDelimiter') found.push(node.value);
  if (node.type === 'ArithmeticWord') found.push(word(node.value));
  if (node.type === 'SimpleExpansion' || node.type === 'Glob') found.push(node.text);
  if (node.type === 'ParameterExpansion') found.push(node.parameter, node.prefix ?? '');
  return found;
}
