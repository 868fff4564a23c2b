import {type Command, forEachChild, type SyntaxNode} from 'unbash';
import {parseBash, walkBash} from '../bash/parse-bash.js';
import {holdsText} from './tells-number.js';

export type Names = ReadonlySet<string>;

/** Bash itself puts text of others into them. */
const ALWAYS = /^(?:REPLY|MAPFILE|BASH_REMATCH|BASH_COMMAND|BASH_ARGV|OPTARG|PWD|OLDPWD|DIRSTACK|HOSTNAME|_|\d+|[@*])$/;
/** Bash sees to it that they are numbers. */
export const NUMBERS =
  /^(?:RANDOM|SRANDOM|SECONDS|EPOCHSECONDS|LINENO|UID|EUID|PPID|BASHPID|OPTIND|PIPESTATUS|BASH_SUBSHELL|[?#$!])$/;

const READS = /^(?:read|mapfile|readarray)$/;
const NAME = /^[A-Za-z_]\w*$/;

/**
 * Variables that a text gives something that came from outside it: what was read, what a command printed, names of
 * files, arguments of a function, and what was taken from such a variable. `before`: those that hold such a thing already.
 */
export function fromOutside(ast: SyntaxNode, before: Names = new Set()): Names {
  const found = new Set(before);
  for (let size = -1; size < found.size; ) {
    size = found.size;
    walkBash(ast, node => {
      for (const name of takenBy(node, found)) found.add(name);
    });
  }
  return found;
}

/** Those that hold such a thing after one more text, which sets some of them. */
export function outsideAfter(before: Names, text: string, set: Names): Names {
  const {ast} = parseBash(text);
  const fresh = fromOutside(ast, new Set([...before].filter(name => !set.has(name))));
  return new Set([...fromOutside(ast, before)].filter(name => !set.has(name) || fresh.has(name)));
}

/** Whether a variable, or a parameter of a function, may hold what came from outside. */
export function isOutside(name: string, outside: Names): boolean {
  return ALWAYS.test(name) || outside.has(name);
}

function takenBy(node: SyntaxNode, outside: Names): readonly string[] {
  switch (node.type) {
    case 'Assignment':
      return holdsOutside(node, outside) ? [node.name] : [];
    case 'For':
    case 'Select': {
      const all = node.wordlist;
      return all === undefined || all.some(word => holdsGlob(word) || holdsOutside(word, outside))
        ? [node.name.value]
        : [];
    }
    case 'ParameterExpansion':
      return node.operation?.type === 'Default' && node.operation.operator.includes('=') && holdsOutside(node, outside)
        ? [node.parameter]
        : [];
    case 'Command':
      return takenByCommand(node, outside);
    default:
      return [];
  }
}

function takenByCommand(node: Command, outside: Names): readonly string[] {
  const name = node.name?.value ?? '';
  const values = node.args.map(word => (word.type === 'Word' ? word.value : ''));
  if (READS.test(name)) return values.filter(value => NAME.test(value));
  if (name !== 'printf') return [];
  const at = values.findIndex(value => value.startsWith('-v'));
  const target = values[at] === '-v' ? values[at + 1] : values[at]?.slice(2);
  return at >= 0 && target !== undefined && node.args.some(word => holdsOutside(word, outside)) ? [target] : [];
}

function holdsOutside(node: SyntaxNode, outside: Names): boolean {
  if (holdsText(node)) return true;
  let found = false;
  const visit = (one: SyntaxNode) => {
    if (one.type === 'SimpleExpansion' && isOutside(one.text.slice(1), outside)) found = true;
    if (one.type === 'ParameterExpansion' && !one.text.startsWith('${#') && isOutside(one.parameter, outside))
      found = true;
    // A name alone stands for what its variable holds, where bash computes.
    if (one.type === 'Word' && outside.has(one.value)) found = true;
  };
  walkOutside(node, visit);
  return found;
}

/** All but what is computed, and what commands inside it are given. */
function walkOutside(node: SyntaxNode, visit: (node: SyntaxNode) => void): void {
  if (/^(?:ArithmeticExpansion|CommandExpansion|ProcessSubstitution)$/.test(node.type)) return;
  visit(node);
  forEachChild(node, child => walkOutside(child, visit));
}

function holdsGlob(node: SyntaxNode): boolean {
  let found = false;
  walkBash(node, ({type}) => {
    if (type === 'Glob' || type === 'ExtendedGlob') found = true;
  });
  return found;
}
