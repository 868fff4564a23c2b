import type {Flag} from './command.js';
import {GLOBAL_FLAGS} from './global-flags.js';

/**
 * The values of the flags of a command line that opens the cockpit and does nothing else; undefined for every other
 * line, also for one that is wrong.
 */
export function cockpitWords(argv: readonly string[]): Readonly<Record<string, readonly string[]>> | undefined {
  const values: Record<string, string[]> = {};
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [, name = '', own] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const flag = GLOBAL_FLAGS.find(known => known.name === name);
    const value = flag === undefined ? undefined : valueFor(flag, own, words);
    if (value === undefined) return undefined;
    values[name] = [...(values[name] ?? []), value];
  }
  return values;
}

/** What stands behind `=`, or the next word; empty for a switch. */
function valueFor({value}: Flag, own: string | undefined, words: string[]): string | undefined {
  if (value === undefined) return own === undefined ? '' : undefined;
  return own ?? words.shift();
}
