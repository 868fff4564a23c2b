import type {Command, SyntaxNode} from 'unbash';

/** The nodes around a value, the outermost first; the last ones may be the value itself. */
export type Path = readonly SyntaxNode[];

/** Operators of `[[ ]]` that compute. */
export const COMPARES: ReadonlySet<string> = new Set(['-eq', '-ne', '-lt', '-le', '-gt', '-ge']);
/** Builtins that take a word as the name of a variable. */
const NAMERS: ReadonlySet<string> = new Set(
  'export declare typeset local readonly unset read mapfile readarray getopts printf wait'.split(' '),
);
const DECLARERS: ReadonlySet<string> = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);

/** Whether bash computes with what stands there, and runs a `$(...)` that it finds in a subscript of it. */
export function isComputed(path: Path): boolean {
  return path.some((node, index) => {
    if (node.type.startsWith('Arithmetic') || node.type === 'Slice') return true;
    if (node.type === 'TestBinary') return COMPARES.has(node.operator);
    return node.type === 'Command' && index < path.length - 1 && computes(node);
  });
}

/** Whether bash computes with the words of a command. */
export function computes(command: Command): boolean {
  const name = command.name?.value ?? '';
  return name === 'let' || (DECLARERS.has(name) && wordsOf(command).some(word => /^-[a-zA-Z]*i/.test(word)));
}

/** Whether it stands in the brackets of an array. */
export function isSubscript(path: Path): boolean {
  return path.some((node, index) => {
    const inner = path[index + 1];
    if (node.type === 'ArrayValue') return inner?.type === 'Word' && inner.value.startsWith('[');
    return (
      inner !== undefined && (node.type === 'Assignment' || node.type === 'ParameterExpansion') && node.index === inner
    );
  });
}

/**
 * Whether the statement uses it a second time, where its quotes are gone: as another variable, as an argument of its own
 * function, or as the words that an unquoted substitution comes to. `functions`: names of the statement's functions.
 */
export function isHandedOn(path: Path, functions: ReadonlySet<string>): boolean {
  return path.some((node, index) => {
    const inner = path[index + 1];
    switch (node.type) {
      case 'Assignment':
        return inner !== undefined;
      case 'For':
      case 'Select':
        return inner?.type === 'Word';
      case 'Default':
        return node.operator.includes('=');
      case 'CommandExpansion':
        return inner !== undefined && !isQuoted(path.slice(0, index));
      case 'Command':
        return inner !== undefined && (node.name?.value === 'set' || isCalled(node, functions));
      default:
        return false;
    }
  });
}

/** A function, or whatever a variable names. */
function isCalled({name}: Command, functions: ReadonlySet<string>): boolean {
  const computed = (name?.parts ?? []).some(part => /Expansion$/.test(part.type) || part.type === 'DoubleQuoted');
  return functions.has(name?.value ?? '') || (computed && /[$`]/.test(name?.text ?? ''));
}

/** Whether its blanks and wildcards stay what they are. */
export function isQuoted(path: Path): boolean {
  return sinceSubstitution(path).some(
    ({type}) => type === 'DoubleQuoted' || type === 'HereDocBody' || type === 'TestBinary',
  );
}

/** Whether other text shares its quotes, which some program reads as a whole. */
export function isEmbedded(path: Path, length: number): boolean {
  const quotes = path.findLast(node => node.type === 'SingleQuoted' || node.type === 'DoubleQuoted');
  return quotes !== undefined && quotes.end - quotes.pos > length + 2;
}

/** Whether it would be the name of a variable that a builtin sets. */
export function namesVariable(path: Path): boolean {
  const at = path.findLastIndex(({type}) => type === 'Command');
  const command = path[at];
  if (command?.type !== 'Command' || path[at + 1]?.type !== 'Word') return false;
  const name = command.name?.value ?? '';
  return NAMERS.has(name) && (name !== 'printf' || wordsOf(command).includes('-v'));
}

/** The part of a path inside its innermost substitution. */
export function sinceSubstitution(path: Path): Path {
  return path.slice(
    path.findLastIndex(node => node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') + 1,
  );
}

/**
 * Whether what follows this text begins a word: for this shell, or for whatever is given the text as a whole. Quotes
 * and expansions that may be empty do not count as a beginning.
 */
export function beginsWord(before: string): boolean {
  let rest = before;
  for (let shorter = withoutEmpty(rest); shorter !== rest; shorter = withoutEmpty(rest)) rest = shorter;
  return /(?:^|[\s(`;|&{]|\{[^\s{}]*,|\$\{!?\w+(?:\[[^\]]*\])?:?[-=+?])$/.test(rest);
}

function withoutEmpty(text: string): string {
  return text.replace(/(?:["'\\]+|\$[A-Za-z_]\w*|\$[0-9@*#?]|\$\{[^{}]*\}|\$\([^()]*\)|`[^`]*`)$/, '');
}

function wordsOf({args}: Command): readonly string[] {
  return args.flatMap(word => (word.type === 'Word' ? [word.value] : []));
}
