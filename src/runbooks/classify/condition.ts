import type {Option} from './options.js';

/**
 * One entry of a table: words of the verb, `*` for any one word or part of one, `#` for a number, `--flag|-f` for "any of
 * these is given",
 * `!-c` for "none of these", `--replicas=0` for a value, `$` for
 * "and no word after it"; after ` = ` what it does, for the operator.
 */
export interface Condition {
  readonly verb: readonly string[];
  readonly patterns: readonly (RegExp | undefined)[];
  readonly present: readonly (readonly Flag[])[];
  readonly absent: readonly (readonly Flag[])[];
  readonly why?: string;
  /** No word may follow. */
  readonly whole: boolean;
  /** The closer it looks, the more it counts. */
  readonly score: number;
}

interface Flag {
  readonly name: string;
  readonly value?: string;
}

/** What a condition is held against. */
export interface Call {
  readonly verb: readonly string[];
  readonly options: readonly Option[];
  /** Options that the command has: what is one of these is no shortened form of another. */
  readonly names?: ReadonlySet<string>;
}

export interface Fitting {
  /** Not only at the beginning of the verb. */
  readonly anywhere?: boolean;
  /** It is to prove something harmless: shortened options and `--flag=false` prove nothing. */
  readonly proves?: boolean;
}

/** Reads the comma-separated entries of a table. */
export function conditions(list: string | undefined): readonly Condition[] {
  return (list ?? '')
    .split(',')
    .map(entry => entry.trim())
    .filter(entry => entry !== '')
    .map(condition);
}

/** Reads one entry. */
export function condition(entry: string): Condition {
  const [tokens = '', why] = entry.split(' = ');
  const words = tokens.trim().split(/\s+/);
  const verb = words.filter(word => word !== '' && !/^!?-|^\$$/.test(word));
  const present = words.filter(word => word.startsWith('-')).map(flags);
  const absent = words.filter(word => word.startsWith('!')).map(word => flags(word.slice(1)));
  const weights = verb.map(word => (word === '*' ? 0 : 2) + (word.includes('*') || word === '#' ? 0 : 1));
  return {
    verb,
    patterns: verb.map(patternOf),
    present,
    absent,
    whole: words.includes('$'),
    ...(why === undefined ? {} : {why: why.trim()}),
    score:
      weights.reduce((sum, one) => sum + one, 0) + 2 * present.length + absent.length + (words.includes('$') ? 1 : 0),
  };
}

/** Where in the verb the condition fits, or undefined. */
export function fits(one: Condition, call: Call, {anywhere, proves}: Fitting = {}): number | undefined {
  const isThere = proves === true ? isPlain : given;
  if (!one.present.every(any => any.some(flag => isThere(flag, call)))) return undefined;
  if (one.absent.some(any => any.some(flag => given(flag, call)))) return undefined;
  if (one.whole && call.verb.length !== one.verb.length) return undefined;
  const last = anywhere === true ? call.verb.length - one.verb.length : 0;
  for (let at = 0; at <= last; at++) {
    if (one.verb.every((word, i) => same(word, one.patterns[i], call.verb[at + i]))) return at;
  }
  return undefined;
}

function same(word: string, pattern: RegExp | undefined, given: string | undefined): boolean {
  if (given === undefined) return false;
  return pattern === undefined ? word === given : pattern.test(given);
}

/** Also where it is shortened, as getopt lets people do it. */
function given(flag: Flag, {options, names}: Call): boolean {
  return options.some(option => isNamed(option.name, flag.name, names) && hasValue(option, flag));
}

/** Given by its whole name, and never taken back. */
function isPlain(flag: Flag, {options}: Call): boolean {
  const named = options.filter(({name, doubtful}) => name === flag.name && doubtful !== true);
  const isTakenBack =
    options.some(({name}) => name === `--no-${flag.name.slice(2)}`) ||
    (flag.value === undefined && named.some(({value}) => NO.test(value?.value ?? '')));
  return named.length > 0 && !isTakenBack && named.every(option => hasValue(option, flag));
}

const NO = /^(?:false|no|none|off|f|0)$/i;

/** Whether an option is the flag, or a shortened form of it and of nothing else that the command has. */
export function isNamed(name: string, flag: string, names?: ReadonlySet<string>): boolean {
  if (name === flag) return true;
  return name.length > 2 && name.startsWith('--') && flag.startsWith(name) && names?.has(name) !== true;
}

/** `--replicas=00` is `--replicas=0` too. */
function hasValue({value}: Option, flag: Flag): boolean {
  if (flag.value === undefined || value?.value === flag.value) return true;
  const written = value?.value ?? '';
  return /^\d+$/.test(flag.value) && written.trim() !== '' && Number(written) === Number(flag.value);
}

function flags(token: string): readonly Flag[] {
  return token.split('|').map(flag => {
    const equals = flag.indexOf('=');
    return equals < 0 ? {name: flag} : {name: flag.slice(0, equals), value: flag.slice(equals + 1)};
  });
}

function patternOf(word: string): RegExp | undefined {
  if (word === '#') return /^\d+(?:\.\d+)?$/;
  return word.includes('*') ? glob(word) : undefined;
}

function glob(word: string): RegExp {
  return new RegExp(`^${word.split('*').map(escaped).join('.*')}$`);
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
