import type {Argument, Loose} from '../classify/invocation.js';
import {STEADY} from '../classify/known-values.js';
import type {ParsedArguments} from '../classify/options.js';
import {isUnknown, printsNames, type Settings, shortened} from './settings.js';

/** A word of a command that may turn out to be an option of it, in the words of the statement. */
export function looseIn(
  words: readonly Argument[],
  {options, positionals}: ParsedArguments,
  settings: Settings,
): string | undefined {
  const end = options.find(({name}) => name === '--')?.index ?? words.length;
  const operands = new Set(positionals.map(({index}) => index));
  const found = words.find(({computed, text, loose = []}, index) => {
    if (!computed || index >= end) return false;
    return loose.some(one => opens(one, operands.has(index)) && mayHold(one, text, settings));
  });
  return found === undefined ? undefined : shortened(found.text.replace(/^"(.*)"$/s, '$1'));
}

/** It may be several words, or the first of the word. */
function opens({quoted, first}: Loose, isOperand: boolean): boolean {
  return !quoted || (first && isOperand);
}

/** What prints names prints no option of a tool; a list of words may hold anything. */
function mayHold({name}: Loose, text: string, settings: Settings): boolean {
  if (name === undefined) return !printsNames(text.replace(/^"(.*)"$/s, '$1'));
  const setting = settings.get(name);
  return !STEADY.test(name) && !(isUnknown(setting) && setting.names === true);
}
