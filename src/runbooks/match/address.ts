import type {IndexedDocument, IndexedFile, IndexedSection} from '../index-file.js';
import {normalised} from './normalise.js';

const KEYS = ['runbook_url', 'runbook', 'runbookURL', 'runbook-url', 'playbook', 'playbook_url', 'link'];
/** Names that half of all folders have: alone they point at nothing. */
const COMMON = new Set(['readme', 'index', '_index', 'runbook', 'runbooks', 'docs', 'overview']);

/** What an alert's annotation says about its runbook. */
export interface Address {
  /** As written. */
  readonly value: string;
  /** Folders and file in lower case, without the ending and what a server adds. */
  readonly path: readonly string[];
  /** Without `#`; empty where there is none. */
  readonly anchor: string;
}

/** Where the annotations say that the runbook is, the plainest of them first. */
export function addressOf(annotations: Readonly<Record<string, string>>): Address | undefined {
  const value = KEYS.map(key => annotations[key]?.trim()).find(found => found !== undefined && found !== '');
  if (value === undefined) return undefined;
  const [before = '', anchor = ''] = splitOnce(value, '#');
  return {value, path: segmentsOf(before), anchor: decoded(anchor)};
}

/** Whether it can be opened in a browser. */
export function isLink({value}: Address): boolean {
  return /^https?:\/\//i.test(value);
}

/** The files whose paths end as the address does: those with the most in common. */
export function filesAt({path}: Address, files: readonly IndexedFile[]): readonly IndexedFile[] {
  let best = 0;
  let found: IndexedFile[] = [];
  for (const file of files) {
    const common = commonEnd(path, file);
    if (common === 0 || common < best) continue;
    found = common > best ? [file] : [...found, file];
    best = common;
  }
  return found;
}

/** A runbook of a file, and the section of it that is meant. */
export interface PlaceInFile {
  readonly document: IndexedDocument;
  readonly section?: IndexedSection;
}

/** Where in a file an anchor leads, or else where it speaks of an alert, or else every runbook in it: nothing is guessed. */
export function placesIn(file: IndexedFile, anchor: string, alertname: string): readonly PlaceInFile[] {
  const wanted = normalised(anchor.replace(/^alert-name-/i, ''));
  const name = normalised(alertname);
  const finders: readonly (() => readonly PlaceInFile[])[] = [
    () => (wanted === '' ? [] : sectionsOf(file, section => isAt(section, anchor, wanted)).slice(0, 1)),
    () => (wanted === '' ? [] : boundTo(file, wanted)),
    () => (name === '' ? [] : boundTo(file, name)),
    () => file.documents.filter(({title}) => name !== '' && normalised(title) === name).map(document => ({document})),
    () => sectionsOf(file, ({title}) => speaksOf(title, alertname)).slice(0, 1),
    () => file.documents.map(document => ({document})),
  ];
  for (const find of finders) {
    const found = find();
    if (found.length > 0) return found;
  }
  return [];
}

function sectionsOf(file: IndexedFile, fits: (section: IndexedSection) => boolean): readonly PlaceInFile[] {
  return file.documents.flatMap(document => document.sections.filter(fits).map(section => ({document, section})));
}

/** Where the file itself says that it is about an alert of this name. */
function boundTo(file: IndexedFile, name: string): readonly PlaceInFile[] {
  for (const document of file.documents) {
    const bound = document.alerts.find(alert => normalised(alert.alertname) === name);
    if (bound === undefined) continue;
    const section = document.sections.find(({id}) => id === bound.section);
    return [{document, ...(section === undefined ? {} : {section})}];
  }
  return [];
}

function isAt({anchor, title}: IndexedSection, wanted: string, bare: string): boolean {
  return anchor.toLowerCase() === wanted.toLowerCase() || normalised(title) === bare;
}

/** As a word of its own: `EscA` is not in "Escalation". */
function speaksOf(title: string, alertname: string): boolean {
  if (alertname === '') return false;
  const text = title.toLowerCase();
  const word = alertname.toLowerCase();
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) return true;
  }
  return false;
}

function isLetter(char = ''): boolean {
  return /[\p{L}\p{N}]/u.test(char);
}

/** How many segments, counted from the last, are the same; 0 where only a common name is. */
function commonEnd(path: readonly string[], file: IndexedFile): number {
  const own = segmentsOf(file.file);
  // The folder that a root lies in is part of the path that people link to.
  const whole = [...segmentsOf(file.root), ...own];
  const isFolderPage = /^(?:readme|_?index)$/.test(own.at(-1) ?? '') && path.at(-1) !== own.at(-1);
  const ends = isFolderPage ? whole.slice(0, -1) : whole;
  let count = 0;
  while (count < path.length && count < ends.length && path.at(-1 - count) === ends.at(-1 - count)) count += 1;
  const below = isFolderPage ? own.length - 1 : own.length;
  if (count === 0 || below === 0) return 0;
  return count === 1 && COMMON.has(path.at(-1) ?? '') ? 0 : count;
}

function segmentsOf(value: string): readonly string[] {
  const path = value
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')
    .replace(/\?.*$/, '')
    .replace(/\/(?:-\/)?(?:blob|tree|raw|src)\/[^/]+\//, '/');
  const segments = decoded(path)
    .toLowerCase()
    .split('/')
    .filter(segment => segment !== '' && segment !== '.' && segment !== '..' && segment !== '-');
  const last = segments.at(-1)?.replace(/\.(?:md|markdown|mdown|html?)$/, '');
  return last === undefined ? [] : [...segments.slice(0, -1), last];
}

function splitOnce(text: string, by: string): readonly string[] {
  const at = text.indexOf(by);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
