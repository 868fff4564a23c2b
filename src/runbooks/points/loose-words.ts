import type {Argument, Loose} from '../classify/invocation.js';
import {STEADY} from '../classify/known-values.js';
import type {ParsedArguments} from '../classify/options.js';
import {shortened} from './settings.js';

/** A word of a command that may turn out to be one of these options, in the words of the statement. */
export function looseIn(
  words: readonly Argument[],
  {options, positionals}: ParsedArguments,
  wanted: readonly string[],
): string | undefined {
  const end = options.find(({name}) => name === '--')?.index ?? words.length;
  const operands = new Set(positionals.map(({index}) => index));
  const found = words.find(({computed, text, loose = []}, index) => {
    if (!computed || index >= end) return false;
    return loose.some(one => opens(one, operands.has(index)) && mayHold(one, text, wanted));
  });
  return found === undefined ? undefined : shortened(found.text.replace(/^"(.*)"$/s, '$1'));
}

/** It may be several words, or the first of the word. */
function opens({quoted, first}: Loose, isOperand: boolean): boolean {
  return !quoted || (first && isOperand);
}

/** What prints names, as most commands do, prints no option of a tool; a list of words may hold anything. */
function mayHold({name}: Loose, text: string, wanted: readonly string[]): boolean {
  if (name !== undefined) return !STEADY.test(name);
  if (!/\$\(|`/.test(text)) return true;
  return wanted.some(option => text.includes(option)) || PRINTS_ANYTHING.test(text);
}

const PRINTS_ANYTHING = /(?:\$\(|`)\s*(?:<|(?:cat|echo|printf|head|tail)\b)/;
