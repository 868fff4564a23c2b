import {type Argument, commandName} from './invocation.js';
import {parseOptions} from './options.js';

/** A word, or the part of it, by which a builtin is told the variable that it sets. */
export interface NamedVariable {
  /** Undefined where it is known only when the statement runs. */
  readonly name?: string;
  readonly text: string;
}

/** Options with a word behind them, and which words name variables: those behind an option, all, or those from a place on. */
interface Namer {
  readonly values: string;
  readonly option?: string;
  readonly from?: number;
}

const ALL: Namer = {values: '', from: 0};
const ARRAY: Namer = {values: '-d -n -O -s -u -C -c', from: 0};
const NAMERS: ReadonlyMap<string, Namer> = new Map([
  ['read', {values: '-a -d -i -n -N -p -t -u', option: '-a', from: 0}],
  ['mapfile', ARRAY],
  ['readarray', ARRAY],
  ['getopts', {values: '', from: 1}],
  ['wait', {values: '-p', option: '-p'}],
  ['printf', {values: '-v', option: '-v'}],
  ['compgen', {values: '-V -A -G -W -F -C -X -P -S', option: '-V'}],
  ...['let', 'unset', 'export', 'declare', 'typeset', 'local', 'readonly'].map(name => [name, ALL] as const),
]);

/** The variables that a builtin of the shell is told to set or to unset, whatever with. */
export function variablesNamed(words: readonly Argument[]): readonly NamedVariable[] {
  const name = commandName(words[0]);
  const namer = NAMERS.get(name);
  if (namer === undefined) return [];
  const {options, positionals} = parseOptions(words.slice(1), {values: new Set(namer.values.split(' '))});
  const behind = options.flatMap(one => (one.name === namer.option && one.value !== undefined ? [one.value] : []));
  const operands = namer.from === undefined ? [] : positionals.slice(namer.from).map(({argument}) => argument);
  const own = name === 'getopts' ? operands.slice(0, 1) : operands;
  return [...behind, ...own].flatMap(name === 'let' ? letIn : named);
}

/** `NAME`, `NAME=value`, `NAME+=value`, `NAME[0]`; nothing for what can name no variable. */
function named({value, text, computed}: Argument): readonly NamedVariable[] {
  const name = /^([A-Za-z_]\w*)(?:$|\+?=|\[)/.exec(value)?.[1];
  if (name !== undefined) return [{name, text}];
  return computed && /^"?[\w]*[$`]/.test(text) ? [{text}] : [];
}

function letIn({value, text}: Argument): readonly NamedVariable[] {
  const set =
    /\b([A-Za-z_]\w*)\s*(?:\[[^\]]*\]\s*)?(?:(?:[-+*/%&|^]|<<|>>)?=(?!=)|\+\+|--)|(?:\+\+|--)\s*([A-Za-z_]\w*)/g;
  return [...value.matchAll(set)].flatMap(([, before, after]) => {
    const name = before ?? after;
    return name === undefined ? [] : [{name, text}];
  });
}
