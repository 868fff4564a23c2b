import type {Key} from '../../core/screen.js';

/** One line of text being typed. `cursor` counts characters as the operator sees them, not UTF-16 units. */
export interface Field {
  readonly text: string;
  readonly cursor: number;
  /** It was there before anything was typed: the first character takes its place. */
  readonly offered?: true;
}

export function field(text: string): Field {
  return {text, cursor: characters(text).length};
}

/** A field with a value to take as it is, to change by editing, or to replace by typing another. */
export function offered(text: string): Field {
  return {...field(text), offered: true};
}

/** The field after a key, or undefined when the key does not edit. A paste is typed with its line ends as spaces. */
export function editField(before: Field, key: Key): Field | undefined {
  const edit = EDITS[chord(key)];
  const {offered: isOffered, ...kept} = before;
  if (edit !== undefined) return edit(kept);
  if (key.ctrl || key.alt || key.text === '') return undefined;
  return insert(isOffered ? field('') : kept, key.text.replace(/[\r\n\t]+/g, ' '));
}

/** The key's name with its modifiers, as the tables write it: `ctrl-d`, `alt-b`, `A`. */
export function chord(key: Key): string {
  return `${key.ctrl ? 'ctrl-' : ''}${key.alt ? 'alt-' : ''}${key.name}`;
}

/** Characters as seen: a letter with its accents is one. */
export function characters(text: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
  return [...segmenter.segment(text)].map(part => part.segment);
}

/** Made when something is typed: the first one of a process takes long, and nobody types before the first picture. */
let segmenter: Intl.Segmenter | undefined;

function insert(before: Field, text: string): Field {
  const parts = characters(before.text);
  const head = [...parts.slice(0, before.cursor), text].join('');
  return {text: head + parts.slice(before.cursor).join(''), cursor: characters(head).length};
}

function remove(before: Field, from: number, to: number): Field {
  const parts = characters(before.text);
  const start = Math.max(0, Math.min(from, parts.length));
  return {text: [...parts.slice(0, start), ...parts.slice(to)].join(''), cursor: start};
}

function moveTo(before: Field, cursor: number): Field {
  return {text: before.text, cursor: Math.max(0, Math.min(cursor, characters(before.text).length))};
}

function wordStart(before: Field): number {
  const parts = characters(before.text);
  let at = before.cursor;
  while (at > 0 && parts[at - 1] === ' ') at--;
  while (at > 0 && parts[at - 1] !== ' ') at--;
  return at;
}

function wordEnd(before: Field): number {
  const parts = characters(before.text);
  let at = before.cursor;
  while (at < parts.length && parts[at] === ' ') at++;
  while (at < parts.length && parts[at] !== ' ') at++;
  return at;
}

const END = Number.MAX_SAFE_INTEGER;

const EDITS: Readonly<Record<string, (before: Field) => Field>> = {
  left: f => moveTo(f, f.cursor - 1),
  right: f => moveTo(f, f.cursor + 1),
  'ctrl-b': f => moveTo(f, f.cursor - 1),
  'ctrl-f': f => moveTo(f, f.cursor + 1),
  'ctrl-left': f => moveTo(f, wordStart(f)),
  'ctrl-right': f => moveTo(f, wordEnd(f)),
  'alt-b': f => moveTo(f, wordStart(f)),
  'alt-f': f => moveTo(f, wordEnd(f)),
  home: f => moveTo(f, 0),
  end: f => moveTo(f, END),
  'ctrl-a': f => moveTo(f, 0),
  'ctrl-e': f => moveTo(f, END),
  backspace: f => (f.cursor === 0 ? f : remove(f, f.cursor - 1, f.cursor)),
  'ctrl-h': f => (f.cursor === 0 ? f : remove(f, f.cursor - 1, f.cursor)),
  delete: f => ({...remove(f, f.cursor, f.cursor + 1), cursor: f.cursor}),
  'ctrl-d': f => ({...remove(f, f.cursor, f.cursor + 1), cursor: f.cursor}),
  'ctrl-w': f => remove(f, wordStart(f), f.cursor),
  'alt-backspace': f => remove(f, wordStart(f), f.cursor),
  'ctrl-u': f => remove(f, 0, f.cursor),
  'ctrl-k': f => ({...remove(f, f.cursor, END), cursor: f.cursor}),
};
