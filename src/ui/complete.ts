import {characters, type Field} from './input/field.js';

/** Completes the word before the caret to what all candidates beginning with it share. */
export function complete({text, cursor}: Field, candidates: readonly string[]): Field {
  const parts = characters(text);
  const head = parts.slice(0, cursor).join('');
  const word = /\S*$/.exec(head)?.[0] ?? '';
  const found = candidates.filter(candidate => candidate.startsWith(word));
  const shared = sharedStart(found);
  if (shared.length <= word.length) return {text, cursor};
  const grown = head.slice(0, head.length - word.length) + shared;
  return {text: grown + parts.slice(cursor).join(''), cursor: characters(grown).length};
}

/** Candidates that begin with the word before the caret. */
export function candidatesFor({text, cursor}: Field, candidates: readonly string[]): readonly string[] {
  const word = /\S*$/.exec(characters(text).slice(0, cursor).join(''))?.[0] ?? '';
  return word === '' ? [] : candidates.filter(candidate => candidate.startsWith(word) && candidate !== word);
}

function sharedStart(words: readonly string[]): string {
  const [first = '', ...others] = words;
  let length = first.length;
  for (const word of others) while (!word.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
