import {type Args, argsOf, type FlagValue} from './args.js';
import {cockpitWords} from './cockpit-words.js';
import type {Flag} from './command.js';
import {GLOBAL_FLAGS} from './global-flags.js';
import {globalsOf} from './parse-args.js';

/**
 * What commander makes of a command line that opens the cockpit, without loading commander: a start takes less long.
 * Undefined for a line that it has something to say about.
 */
export function cockpitArgs(words: readonly string[]): Args | undefined {
  const given = cockpitWords(words);
  if (given === undefined || GLOBAL_FLAGS.some(flag => hasUnknownChoice(flag, given[flag.name]))) return undefined;
  const values = new Map(GLOBAL_FLAGS.map(flag => [flag.name, valueOfFlag(flag, given[flag.name])]));
  return argsOf([], globalsOf(values), values);
}

function hasUnknownChoice({choices}: Flag, values: readonly string[] = []): boolean {
  return choices !== undefined && values.some(value => !choices.includes(value));
}

function valueOfFlag({value, repeat}: Flag, values: readonly string[] | undefined): FlagValue {
  if (values === undefined) return undefined;
  if (value === undefined) return true;
  return repeat === true ? values : values.at(-1);
}
