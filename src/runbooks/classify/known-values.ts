import {parseBash} from '../bash/parse-bash.js';
import {variablesSetIn} from '../fill/free-variables.js';
import {holdsExpansion} from './arguments.js';
import type {Argument, Loose} from './invocation.js';

type Values = Readonly<Record<string, string>>;

/** What is known of the variables that a statement will find. */
export interface KnownValues {
  readonly values: Values;
  /** Those that will hold one plain word, whatever it is. */
  readonly plain: ReadonlySet<string>;
  /** Those that may hold anything although every shell has them. */
  readonly set: ReadonlySet<string>;
  /** IFS was set: more than blanks may take a value apart. */
  readonly splits: boolean;
}

export const NOTHING_KNOWN: KnownValues = {values: {}, plain: new Set(), set: new Set(), splits: false};

/** Neither an option nor a wildcard, and one word. */
const PLAIN = /^[\w./:@][\w./:@%+,-]*$/;
/** Every shell has them, and they hold a path, a name or a number. */
export const STEADY =
  /^(?:HOME|PWD|OLDPWD|USER|LOGNAME|HOSTNAME|UID|EUID|PPID|S?RANDOM|SECONDS|EPOCHSECONDS|LINENO|SHLVL|BASHPID|TMPDIR|SHELL|OSTYPE|HOSTTYPE|MACHTYPE|COLUMNS|LINES|LANG|TERM)$/;

/** The places of a word that could still make more of it than one word, or make it begin as an option does. */
export function unsettled({loose = []}: Argument, known: KnownValues): readonly Loose[] {
  return loose.filter(one => !isSettled(one, known));
}

function isSettled({name, quoted, first}: Loose, {values, plain, set, splits}: KnownValues): boolean {
  if (quoted && !first) return true;
  if (name === undefined) return false;
  if (plain.has(name)) return true;
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) return STEADY.test(name) && !set.has(name);
  if (quoted) return /^[^-]/.test(value);
  return PLAIN.test(value) && !(splits && /\W/.test(value));
}

export function isPlainValue(value: string): boolean {
  return PLAIN.test(value);
}

/** The values that variables have after one more statement, as far as it says so. */
export function valuesAfter(values: Values, text: string): Values {
  const set = variablesSetIn(text);
  if (set.size === 0) return values;
  const kept = Object.entries(values).filter(([name]) => !set.has(name));
  return {...Object.fromEntries(kept), ...writtenIn(text)};
}

/** `A=b`, `export A=b`. */
function writtenIn(text: string): Values {
  const [statement, ...others] = parseBash(text).ast.commands;
  const command = statement?.command;
  if (others.length > 0 || command?.type !== 'Command') return {};
  const name = command.name?.value;
  if (name !== undefined && !/^(?:export|declare|typeset|readonly)$/.test(name)) return {};
  const settings = name === undefined ? command.prefix : command.args;
  return Object.fromEntries(
    settings.flatMap(one =>
      one.type === 'Assignment' && one.append !== true && 'text' in one.value && !holdsExpansion(one.value)
        ? [[one.name, one.value.value]]
        : [],
    ),
  );
}
