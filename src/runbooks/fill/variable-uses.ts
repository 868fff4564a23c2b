import {forEachChild, type SyntaxNode} from 'unbash';
import {decidingName} from '../../lib/deciding-names.js';
import {parseBash} from '../bash/parse-bash.js';
import {bareNames} from './bare-names.js';
import {objectionsAt} from './check-value.js';
import {functionsIn, spotOn} from './contexts.js';
import {variablesSetIn} from './free-variables.js';
import {innerScripts} from './inner-scripts.js';
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

/** What is known of the statement beside its text. */
export interface UseAround {
  /** Functions of earlier statements that it may call. */
  readonly called: ReadonlyMap<string, string>;
  /** A function that it may call computes with its arguments. */
  readonly computes: boolean;
  /** IFS was set: more than blanks may take words apart. */
  readonly splits: boolean;
}

const ALONE: UseAround = {called: new Map(), computes: false, splits: false};

/** Why the variable cannot carry the value, at each place where the statement and what it calls use it. */
export function objectionsToUse(
  text: string,
  {name, value}: {readonly name: string; readonly value: string},
  around: UseAround = ALONE,
): readonly string[] {
  const {ast} = parseBash(text);
  const inner = [...around.called.values(), ...innerScripts(ast)];
  const found = [text, ...inner].flatMap(one => inText(one, {name, value}, around));
  return [...new Set(found)];
}

function inText(
  text: string,
  {name, value}: {readonly name: string; readonly value: string},
  around: UseAround,
): readonly string[] {
  const {ast} = parseBash(text);
  const functions = new Set([...functionsIn(ast), ...around.called.keys()]);
  const splits = around.splits || variablesSetIn(text).has('IFS');
  const found: string[] = [];
  for (const {node, path, before} of usesOf(name, {node: ast, path: [], text})) {
    const spot = spotOn(path, {length: node.end - node.pos, functions});
    const heredoc = path.some(({type}) => type === 'HereDocBody');
    const at = {...spot, context: heredoc ? ('heredoc' as const) : ('bare' as const)};
    found.push(...objections(path, {value, splits}).map(reason => `$${name}: ${reason}`));
    found.push(...objectionsAt({raw: `$${name}`, value, text, before, computes: around.computes}, at));
  }
  if (!DIGITS.test(value) && bareNames(ast).has(name)) found.push(`$${name}: ${COMPUTED}`);
  return found;
}

const DIGITS = /^\d+$/;
const COMPUTED = 'bash computes with it, and would run what the value says; only digits may stand there';

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
  return node.type === 'ArithmeticWord' ? node.value.replace(/^\$/, '') : undefined;
}

function objections(
  path: Path,
  {value, splits}: {readonly value: string; readonly splits: boolean},
): readonly string[] {
  const node = path.at(-1);
  const around = path.slice(0, -1);
  if (isComputed(path)) return DIGITS.test(value) ? [] : [COMPUTED];
  const reasons: string[] = [];
  if (node?.type === 'ParameterExpansion' && !isPlain(value) && (node.prefix === '!' || node.operation !== undefined)) {
    reasons.push('it is taken apart before it is used; only a plain word may stand there');
  }
  if (!isQuoted(around) && /[\s*?[\]\\]/.test(value)) {
    reasons.push('it stands without quotes: the shell would split the value, or look for files');
  }
  if (!isQuoted(around) && splits && /[^A-Za-z0-9]/.test(value)) {
    reasons.push('it stands without quotes, and IFS says where the shell would split the value');
  }
  return reasons;
}
