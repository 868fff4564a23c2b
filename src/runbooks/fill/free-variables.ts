import {type Command, forEachChild, type ParameterExpansionPart, type SyntaxNode} from 'unbash';
import {parseBash, walkBash} from '../bash/parse-bash.js';

type Range = readonly [from: number, to: number];

/** A variable that the shell would expand and that nothing in the text gives a value to. */
export interface FreeVariable {
  readonly name: string;
  readonly raw: string;
  /** Offsets; those of the whole backtick substitution where the name itself stands behind escapes. */
  readonly range: Range;
}

/** Set by bash itself, or by every login. */
const GIVEN =
  /^(?:HOME|PATH|PWD|OLDPWD|USER|LOGNAME|SHELL|TERM|LANG|LC_[A-Z]+|TMPDIR|HOSTNAME|HOSTTYPE|OSTYPE|MACHTYPE|UID|EUID|PPID|GROUPS|RANDOM|SRANDOM|SECONDS|EPOCHSECONDS|EPOCHREALTIME|LINENO|IFS|REPLY|OPTARG|OPTIND|PIPESTATUS|FUNCNAME|SHLVL|DIRSTACK|COLUMNS|LINES|PS[0-4]|BASH|BASH_[A-Z]+|BASHPID|COPROC|_)$/;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const SETTERS = new Set(['read', 'mapfile', 'readarray', 'getopts', 'printf', 'local', 'declare', 'typeset']);

/** In the order of the text. `known`: names that have a value already. */
export function freeVariables(text: string, known: ReadonlySet<string> = new Set()): readonly FreeVariable[] {
  const {ast} = parseBash(text);
  const set = assignedIn(ast);
  const free: FreeVariable[] = [];
  const visit = (node: SyntaxNode, outer?: Range) => {
    const name = expandedName(node);
    const range = outer ?? ([node.pos, node.end] as const);
    if (name !== undefined && !GIVEN.test(name) && !set.has(name) && !known.has(name)) {
      free.push({name, raw: rawOf(node), range});
    }
    const escaped = node.type === 'CommandExpansion' && node.script?.source !== undefined;
    forEachChild(node, child => visit(child, escaped ? range : outer));
  };
  visit(ast);
  return free;
}

/** Whether every shell has a variable of this name. */
export function isGiven(name: string): boolean {
  return GIVEN.test(name);
}

/** The variables that a statement gives a value to. */
export function variablesSetIn(text: string): ReadonlySet<string> {
  return assignedIn(parseBash(text).ast);
}

function expandedName(node: SyntaxNode): string | undefined {
  if (node.type === 'SimpleExpansion') {
    const name = node.text.slice(1);
    return NAME.test(name) ? name : undefined;
  }
  // There the parser keeps `$n` as a word of its own.
  if (node.type === 'ArithmeticWord') return /^\$([A-Za-z_]\w*)$/.exec(node.value)?.[1];
  if (node.type !== 'ParameterExpansion' || !NAME.test(node.parameter)) return undefined;
  const operation = node.operation;
  const hasDefault = operation?.type === 'Default' && !operation.operator.includes('?');
  return hasDefault || operation?.type === 'Names' ? undefined : node.parameter;
}

function rawOf(node: SyntaxNode): string {
  if (node.type === 'ArithmeticWord') return node.value;
  return 'text' in node ? node.text : '';
}

/** Wherever in the text: a loop may well use a name above the line that sets it. */
function assignedIn(ast: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  walkBash(ast, node => {
    for (const name of namesSetBy(node)) names.add(name);
  });
  return names;
}

/** The variables that one node gives a value to. */
export function namesSetBy(node: SyntaxNode): readonly string[] {
  switch (node.type) {
    case 'Assignment':
      return [node.name];
    case 'For':
    case 'Select':
      return [node.name.value];
    case 'ParameterExpansion':
      return setsItsDefault(node) ? [node.parameter] : [];
    case 'ArithmeticBinary':
      return node.left.type === 'ArithmeticWord' && /^[^=!<>]*=$/.test(node.operator) ? [node.left.value] : [];
    case 'ArithmeticUnary':
      return node.operand.type === 'ArithmeticWord' && /^(?:\+\+|--)$/.test(node.operator) ? [node.operand.value] : [];
    case 'Command':
      return SETTERS.has(node.name?.value ?? '') ? plainNames(node.args) : [];
    default:
      return [];
  }
}

function plainNames(args: Command['args']): readonly string[] {
  return args.flatMap(word => (word.type === 'Word' && NAME.test(word.value) ? [word.value] : []));
}

function setsItsDefault({operation}: ParameterExpansionPart): boolean {
  return operation?.type === 'Default' && operation.operator.includes('=');
}
