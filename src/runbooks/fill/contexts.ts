import {forEachChild, type SyntaxNode} from 'unbash';
import {parseBash, walkBash} from '../bash/parse-bash.js';
import {
  isComputed,
  isEmbedded,
  isHandedOn,
  isSubscript,
  namesVariable,
  type Path,
  sinceSubstitution,
} from './surroundings.js';

/**
 * Where in a statement a value will stand. `strict`: somewhere its quotes would mean something else, or nothing, so
 * that only a plain word may stand there. `arithmetic`: only digits may.
 */
export type Context =
  | 'bare'
  | 'double'
  | 'single'
  | 'comment'
  | 'heredoc'
  | 'literal-heredoc'
  | 'strict'
  | 'arithmetic';

export interface Spot {
  readonly context: Context;
  /** Beside the value there is other text in its quotes, which some program reads as a whole. */
  readonly embedded: boolean;
  /** The statement uses the value a second time, where its quotes are gone. */
  readonly handedOn: boolean;
  /** It stands in the brackets of an array. */
  readonly subscript: boolean;
  /** It names a variable that a builtin sets. */
  readonly names: boolean;
}

type Names = ReadonlySet<string>;

const STRICT: ReadonlySet<string> = new Set([
  'ParameterExpansion',
  'AnsiCQuoted',
  'LocaleString',
  'BraceExpansion',
  'ExtendedGlob',
  'Glob',
  'HereDocDelimiter',
]);

/**
 * The spot of the text in a range that holds nothing but letters and digits. `called`: functions of earlier statements
 * that it may call.
 */
export function spotOf(text: string, [from, to]: readonly [number, number], called: Names = new Set()): Spot {
  const {ast} = parseBash(text);
  const body = heredocAt(ast, from);
  const path = body === undefined ? pathTo(ast, from) : [body, ...pathIn(body, from)];
  return {
    context: contextOf(path, text, from),
    ...spotOn(path, {length: to - from, functions: new Set([...functionsIn(ast), ...called])}),
  };
}

/** What a path says of its end, whatever stands there. */
export function spotOn(
  path: Path,
  {length, functions}: {readonly length: number; readonly functions: ReadonlySet<string>},
): Omit<Spot, 'context'> {
  return {
    embedded: isEmbedded(path, length),
    handedOn: isHandedOn(path, functions),
    subscript: isSubscript(path),
    names: namesVariable(path),
  };
}

/** The names of the functions that a text defines. */
export function functionsIn(ast: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  walkBash(ast, node => {
    if (node.type === 'Function') names.add(node.name.value);
  });
  return names;
}

function heredocAt(ast: SyntaxNode, offset: number): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  walkBash(ast, node => {
    if (node.type === 'HereDocBody' && node.pos <= offset && offset < node.end) found = node;
  });
  return found;
}

function pathTo(ast: SyntaxNode, offset: number): Path {
  return [ast, ...pathIn(ast, offset)];
}

function pathIn(node: SyntaxNode, offset: number): Path {
  let inner: SyntaxNode | undefined;
  forEachChild(node, child => {
    if (child.pos <= offset && offset < child.end) inner = child;
  });
  if (inner === undefined) return [];
  // Behind the escapes of backticks offsets are those of another text.
  return isBacktick(inner) ? [inner] : [inner, ...pathIn(inner, offset)];
}

function isBacktick(node: SyntaxNode): boolean {
  return node.type === 'CommandExpansion' && node.text.startsWith('`');
}

function contextOf(path: Path, text: string, offset: number): Context {
  if (path.some(node => isBacktick(node))) return 'strict';
  if (isComputed(path)) return 'arithmetic';
  const inner = sinceSubstitution(path);
  if (inner.some(node => STRICT.has(node.type))) return 'strict';
  const body = inner.find(node => node.type === 'HereDocBody');
  if (body?.type === 'HereDocBody') return heredocContext(text, body);
  if (inner.some(node => node.type === 'SingleQuoted')) return 'single';
  if (inner.some(node => node.type === 'DoubleQuoted')) return 'double';
  if (inner.some(node => node.type === 'Word')) return 'bare';
  return /(?:^|\s)#[^\n]*$/.test(text.slice(0, offset)) ? 'comment' : 'strict';
}

function heredocContext(text: string, body: SyntaxNode): Context {
  let quoted = false;
  walkBash(parseBash(text).ast, node => {
    if (node.type === 'HereDoc' && node.body.pos === body.pos) quoted = node.delimiter?.quoted === true;
  });
  return quoted ? 'literal-heredoc' : 'heredoc';
}
