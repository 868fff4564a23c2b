import type {Command, SyntaxNode} from 'unbash';
import {parseBash, walkBash} from '../bash/parse-bash.js';
import {isComputed, isSubscript, type Path} from '../fill/surroundings.js';
import {visitPaths} from '../fill/visit-paths.js';
import type {Finding} from './invocation.js';
import {fromOutside, isOutside, type Names, NUMBERS} from './outside-values.js';
import {tellsNumber} from './tells-number.js';

/** What is known of the variables that a text finds. */
export interface Found {
  /** Those that hold what came from outside; `any`: nobody followed what earlier statements put into theirs. */
  readonly outside: Names | 'any';
  readonly values: Readonly<Record<string, string>>;
  /** A variable that is not among the values holds nothing. */
  readonly complete: boolean;
}

const NOTHING: Found = {outside: new Set(), values: {}, complete: false};

/** `[[ -f x ]]`, `(( n > 2 ))` and functions and loops of nothing else run no command. */
export const COMPUTES_ONLY: Finding = {level: 'reads', reason: 'a condition looks read-only', known: true};

/** Where bash computes with text that came from outside: it runs a `$(...)` in the brackets of an array there. */
export function computedFindings(text: string, found: Found = NOTHING): readonly Finding[] {
  const {ast} = parseBash(text);
  const outside = fromOutside(ast, found.outside === 'any' ? new Set() : found.outside);
  const keyed = keyedIn(ast);
  const settings = settingsIn(ast);
  const findings = new Map<string, Finding>();
  visitPaths(ast, path => {
    for (const used of usesAt(path, keyed)) {
      const finding = used === TEXT ? printed() : findingOf(used, {outside, found, path, settings});
      if (finding !== undefined) findings.set(finding.reason, finding);
    }
  });
  return [...findings.values()];
}

const RUNS = 'a $(...) in that would run';
/** Stands for what a command prints. */
const TEXT = '$()';

function printed(): Finding {
  return runs('what a command prints');
}

function runs(what: string): Finding {
  return {level: 'changes', reason: `bash computes with ${what}: ${RUNS}`, known: true, evaluates: true};
}

interface Use {
  readonly outside: Names;
  readonly found: Found;
  readonly path: Path;
  readonly settings: readonly Path[];
}

function findingOf(used: string, {outside, found, path, settings}: Use): Finding | undefined {
  const name = used.replace(/\[$/, '');
  const isList = name !== used;
  if (NUMBERS.test(name)) return undefined;
  const text = /^\w+$/.test(name) && !/^\d/.test(name) ? name : `$${name}`;
  const isOwn = settings.some(setting => isBefore(setting, path, name));
  if (isOutside(name, outside)) {
    return runs(`${text}, which comes from outside`);
  }
  if (isOwn || found.outside !== 'any') return undefined;
  const known = isList || !Object.hasOwn(found.values, name) ? undefined : found.values[name];
  if (known === undefined && !isList && found.complete) return undefined;
  if (known !== undefined) return ofValue(text, known);
  const taken = runs(`${text}, which an earlier statement may have taken from outside`);
  return {...taken, ...(isList ? {} : {unsettled: [name]})};
}

function ofValue(text: string, value: string): Finding | undefined {
  if (/^\s*[+-]?\d+\s*$/.test(value)) return undefined;
  const level = /\[[^\]]*(?:\$\(|`)/.test(value) ? 'destructive' : 'changes';
  const told = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return {...runs(`${text}, which holds ${told}`), level};
}

/** Names of variables, `list[` for arrays, and numbers of parameters that the end of a path has bash compute with. */
function usesAt(path: Path, keyed: Names): readonly string[] {
  const node = path.at(-1);
  if (node === undefined) return [];
  const here = [...withinBody(path.slice(0, -1)), node];
  if (isComputed(here) || isIndex(here, keyed)) return isSpoken(here) ? namesOf(node) : [];
  return here.some((one, at) => isNamed(one, here[at + 1])) && node.type !== 'Literal' ? namesOf(node) : [];
}

const STARTS_ANEW = /^(?:CommandExpansion|ArithmeticCommandExpansion|ProcessSubstitution)$/;

/** The part of a path that bash computes with as a whole: neither another command's words, nor the body of a loop. */
function withinBody(path: Path): Path {
  const at = path.findLastIndex(
    (node, index) => STARTS_ANEW.test(node.type) || (node.type === 'ArithmeticFor' && path[index + 1] === node.body),
  );
  return path.slice(at + 1);
}

/** Not the name of the command that computes, nor its options. */
function isSpoken(path: Path): boolean {
  const node = path.at(-1);
  const around = path.at(-2);
  return !(around?.type === 'Command' && node?.type === 'Word' && (node === around.name || node.value.startsWith('-')));
}

function namesOf(node: SyntaxNode): readonly string[] {
  switch (node.type) {
    case 'SimpleExpansion':
      return [node.text.slice(1)];
    case 'ParameterExpansion':
      return node.text.startsWith('${#') ? [] : [node.index === undefined ? node.parameter : `${node.parameter}[`];
    case 'CommandExpansion':
    case 'ArithmeticCommandExpansion':
      return tellsNumber(node) ? [] : [TEXT];
    case 'ArithmeticWord':
      return [
        ...namesIn(node.value),
        ...[...node.value.matchAll(/\$\{?((?:\w+|[@*])\[?)/g)].map(([, name = '']) => name),
      ];
    case 'Literal':
      return namesIn(node.value);
    case 'Word':
      return node.parts === undefined ? namesIn(node.value) : [];
    default:
      return [];
  }
}

/** Neither behind a `$` nor only set there; `list[` for one element of an array. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w$#]|\$\{[!#]?)[A-Za-z_]\w*(?:\[|\b)(?!\s*=(?!=))/g)].map(([name]) => name);
}

function isIndex(path: Path, keyed: Names): boolean {
  return isSubscript(path) && !path.some(node => keyed.has(nameOf(node)));
}

function nameOf(node: SyntaxNode): string {
  if (node.type === 'Assignment') return node.name;
  return node.type === 'ParameterExpansion' ? node.parameter : '';
}

const NAMERS = /^(?:unset|read|mapfile|readarray|declare|typeset|local|wait)$/;

/** A name, with brackets perhaps, that a builtin looks up: `unset "a[$i]"`, `[[ -v $x ]]`. */
function isNamed(node: SyntaxNode, inner: SyntaxNode | undefined): boolean {
  if (node.type === 'TestUnary') return /^-[vR]$/.test(node.operator);
  if (node.type !== 'Command' || inner?.type !== 'Word' || inner === node.name) return false;
  return /\$/.test(inner.text) && takesNames(node, inner.value);
}

function takesNames(node: Command, word: string): boolean {
  const name = node.name?.value ?? '';
  const values = node.args.map(one => (one.type === 'Word' ? one.value : ''));
  const before = values[values.indexOf(word) - 1];
  if (name === 'printf') return before === '-v';
  if (/^(?:test|\[)$/.test(name)) return before === '-v' || before === '-R';
  return NAMERS.test(name) && !/^-[a-zA-Z]*[pdiIntuOscCa]$/.test(before ?? '');
}

/** Arrays whose brackets hold a key, with which bash does not compute. */
function keyedIn(ast: SyntaxNode): Names {
  const names = new Set<string>();
  walkBash(ast, node => {
    if (node.type !== 'Command' || !/^(?:declare|typeset|local)$/.test(node.name?.value ?? '')) return;
    if (!node.args.some(word => word.type === 'Word' && /^-[a-zA-Z]*A/.test(word.value))) return;
    for (const word of node.args) names.add(word.type === 'Assignment' ? word.name : word.value);
  });
  return names;
}

function settingsIn(ast: SyntaxNode): readonly Path[] {
  const found: Path[] = [];
  visitPaths(ast, path => {
    const type = path.at(-1)?.type ?? '';
    if (/^(?:Assignment|For|ArithmeticFor)$/.test(type)) found.push(path);
  });
  return found;
}

/** Whether a variable has surely been given its value where a path ends. */
function isBefore(setting: Path, use: Path, name: string): boolean {
  const node = setting.at(-1);
  const end = use.at(-1);
  if (node === undefined || end === undefined) return false;
  if (node.type === 'For') return node.name.value === name && use.includes(node);
  if (node.type === 'ArithmeticFor') {
    return use.includes(node) && node.initialize?.type === 'ArithmeticBinary' && isSetBy(node.initialize, name);
  }
  if (node.type !== 'Assignment' || node.name !== name || node.pos >= end.pos) return false;
  const at = setting.findLastIndex(({type}) => type === 'Statement');
  const [command, ...rest] = setting.slice(at + 1);
  const list = setting[at - 1];
  const isPlain = command?.type === 'Command' && rest.length === 1 && isKept(command);
  return isPlain && list !== undefined && use.includes(list);
}

function isSetBy(node: SyntaxNode, name: string): boolean {
  return node.type === 'ArithmeticBinary' && node.left.type === 'ArithmeticWord' && node.left.value === name;
}

/** `X=1` alone, or with a word that sets: before any other command it is gone again. */
function isKept({name}: Command): boolean {
  return name === undefined || /^(?:export|declare|typeset|local|readonly)$/.test(name.value);
}
