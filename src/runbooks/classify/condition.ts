import type {Option} from './options.js';

/**
 * One entry of a table: words of the verb, `*` for any one word or part of one, `--flag|-f` for "any of these is given",
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
  const weights = verb.map(word => (word === '*' ? 0 : 2) + (word.includes('*') ? 0 : 1));
  return {
    verb,
    patterns: verb.map(word => (word.includes('*') ? glob(word) : undefined)),
    present,
    absent,
    whole: words.includes('$'),
    ...(why === undefined ? {} : {why: why.trim()}),
    score:
      weights.reduce((sum, one) => sum + one, 0) + 2 * present.length + absent.length + (words.includes('$') ? 1 : 0),
  };
}

/** Where in the verb the condition fits, or undefined. `anywhere`: not only at its beginning. */
export function fits(one: Condition, call: Call, anywhere = false): number | undefined {
  if (!one.present.every(any => any.some(flag => given(flag, call)))) return undefined;
  if (one.absent.some(any => any.some(flag => given(flag, call)))) return undefined;
  if (one.whole && call.verb.length !== one.verb.length) return undefined;
  const last = anywhere ? call.verb.length - one.verb.length : 0;
  for (let at = 0; at <= last; at++) {
    if (one.verb.every((word, i) => same(word, one.patterns[i], call.verb[at + i]))) return at;
  }
  return undefined;
}

function same(word: string, pattern: RegExp | undefined, given: string | undefined): boolean {
  if (given === undefined) return false;
  return pattern === undefined ? word === given : pattern.test(given);
}

function given(flag: Flag, {options}: Call): boolean {
  return options.some(
    option => option.name === flag.name && (flag.value === undefined || option.value?.value === flag.value),
  );
}

function flags(token: string): readonly Flag[] {
  return token.split('|').map(flag => {
    const equals = flag.indexOf('=');
    return equals < 0 ? {name: flag} : {name: flag.slice(0, equals), value: flag.slice(equals + 1)};
  });
}

function glob(word: string): RegExp {
  return new RegExp(`^${word.split('*').map(escaped).join('.*')}$`);
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
