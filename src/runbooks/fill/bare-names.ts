import type {Command, SyntaxNode} from 'unbash';
import {walkBash} from '../bash/parse-bash.js';
import {COMPARES, computes} from './surroundings.js';

/** Not behind a `$`, and not where it is only set. */
const NAME = /(?<![\w$]|\$\{)[A-Za-z_]\w*\b(?!\s*=(?!=))/g;

/**
 * Names that stand bare where bash computes, and would be replaced by what their variables hold: `(( n > 2 ))`,
 * `[[ n -eq 2 ]]`, `let n=m`, `${list[n]}`, `declare -i n=m`.
 */
export function bareNames(ast: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  walkBash(ast, node => {
    // A word of P stands for a hole.
    for (const text of computedTexts(node))
      for (const [name] of text.matchAll(NAME)) if (!/^P+$/.test(name)) names.add(name);
  });
  return names;
}

function computedTexts(node: SyntaxNode): readonly string[] {
  switch (node.type) {
    case 'ArithmeticWord':
      return [node.value];
    case 'TestBinary':
      return COMPARES.has(node.operator) ? [node.left.value, node.right.value] : [];
    case 'Command':
      return computes(node) ? argumentsOf(node) : [];
    case 'Slice':
      return [node.offset.value, node.length?.value ?? ''];
    case 'ParameterExpansion':
    case 'Assignment':
      return node.index === undefined || /^[@*]$/.test(node.index.value) ? [] : [node.index.value];
    default:
      return [];
  }
}

function argumentsOf({args}: Command): readonly string[] {
  return args.map(word => (word.type === 'Word' ? word.value : word.text)).filter(text => !text.startsWith('-'));
}
