import type {SyntaxNode, Word, WordPart} from 'unbash';
import {parseBash, walkBash} from '../bash/parse-bash.js';
import {namesSetBy} from '../fill/free-variables.js';
import {isSteady} from './arguments.js';
import {isPlainValue} from './known-values.js';
import {tellsNames} from './object-names.js';

type Names = ReadonlySet<string>;

/**
 * Variables to which a text gives nothing but one plain word, wherever it sets them. `plain`: those that hold one already.
 */
export function plainIn(text: string, plain: Names = new Set()): Names {
  const settings = new Map<string, boolean>();
  walkBash(parseBash(text).ast, node => {
    for (const name of namesSetBy(node))
      settings.set(name, settings.get(name) !== false && isPlainSetting(node, plain));
  });
  return new Set([...settings].flatMap(([name, isPlain]) => (isPlain ? [name] : [])));
}

/** Variables that hold one plain word after a text, of those that did before and those that it sets. */
export function plainAfter(plain: Names, text: string, set: Names): Names {
  if (set.size === 0) return plain;
  return new Set([...[...plain].filter(name => !set.has(name)), ...plainIn(text, plain)]);
}

function isPlainSetting(node: SyntaxNode, plain: Names): boolean {
  if (node.type === 'Assignment') {
    return node.append !== true && 'text' in node.value && isPlainWord(node.value, plain);
  }
  if (node.type === 'For') return node.wordlist?.every(word => isPlainWord(word, plain)) === true;
  return node.type === 'ArithmeticBinary' || node.type === 'ArithmeticUnary';
}

function isPlainWord({value, parts}: Word, plain: Names): boolean {
  return isPlainValue(parts === undefined ? value : parts.map(part => standsFor(part, plain)).join(''));
}

/** What a part stands for, with a plain word for what is one, and with what is none for anything else. */
function standsFor(part: WordPart, plain: Names): string {
  if (part.type === 'DoubleQuoted') return part.parts.map(one => standsFor(one, plain)).join('');
  if (/Expansion$/.test(part.type)) return isPlainExpansion(part, plain) ? 'x' : ' ';
  return 'value' in part && typeof part.value === 'string' ? part.value : ' ';
}

function isPlainExpansion(part: WordPart, plain: Names): boolean {
  if (isSteady(part)) return true;
  if (part.type === 'SimpleExpansion') return plain.has(part.text.slice(1));
  if (part.type === 'ParameterExpansion') return part.text === `\${${part.parameter}}` && plain.has(part.parameter);
  return part.type === 'CommandExpansion' && tellsNames(part);
}
