import {forEachChild, type SyntaxNode} from 'unbash';
import {decidingName} from '../../lib/deciding-names.js';
import {parseBash} from '../bash/parse-bash.js';
import {objectionsAt} from './check-value.js';
import {functionsIn, spotOn} from './contexts.js';
import {isPlain} from './quote.js';
import {isComputed, isQuoted, type Path} from './surroundings.js';

/** A runner sets such a name for nobody. */
export function decidesSomething(name: string): boolean {
  return decidingName(name) || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

interface Use {
  readonly node: SyntaxNode;
  /** Around it, itself included. */
  readonly path: Path;
  /** The text up to it. */
  readonly before: string;
}

/** Why the variable cannot carry the value, at each place where the statement uses it. */
export function objectionsToUse(text: string, name: string, value: string): readonly string[] {
  const {ast} = parseBash(text);
  const functions = functionsIn(ast);
  const found = new Set<string>();
  for (const {node, path, before} of usesOf(name, {node: ast, path: [], text})) {
    const spot = spotOn(path, {length: node.end - node.pos, functions});
    const heredoc = path.some(({type}) => type === 'HereDocBody');
    const at = {...spot, context: heredoc ? ('heredoc' as const) : ('bare' as const)};
    for (const reason of objections(node, path, value)) found.add(`$${name}: ${reason}`);
    for (const reason of objectionsAt({raw: `$${name}`, value, text, before}, at)) found.add(reason);
  }
  return [...found];
}

interface Place {
  readonly node: SyntaxNode;
  readonly path: Path;
  /** What its offsets count in: behind the escapes of backticks that is another text. */
  readonly text: string;
}

function usesOf(name: string, {node, path, text}: Place): readonly Use[] {
  const here = [...path, node];
  const own = node.type === 'CommandExpansion' ? (node.script?.source ?? text) : text;
  const uses: Use[] = nameOf(node) === name ? [{node, path: here, before: text.slice(0, node.pos)}] : [];
  forEachChild(node, child => {
    uses.push(...usesOf(name, {node: child, path: here, text: own}));
  });
  return uses;
}

function nameOf(node: SyntaxNode): string | undefined {
  if (node.type === 'SimpleExpansion') return node.text.slice(1);
  if (node.type === 'ParameterExpansion') return node.parameter;
  return node.type === 'ArithmeticWord' ? node.value : undefined;
}

function objections(node: SyntaxNode, path: Path, value: string): readonly string[] {
  const around = path.slice(0, -1);
  if (isComputed(path)) {
    return /^\d+$/.test(value)
      ? []
      : ['bash computes with it, and would run what the value says; only digits may stand there'];
  }
  const reasons: string[] = [];
  if (node.type === 'ParameterExpansion' && !isPlain(value) && (node.prefix === '!' || node.operation !== undefined)) {
    reasons.push('it is taken apart before it is used; only a plain word may stand there');
  }
  if (!isQuoted(around) && /[\s*?[\]\\]/.test(value)) {
    reasons.push('it stands without quotes: the shell would split the value, or look for files');
  }
  return reasons;
}
