import {basename, extname} from 'node:path';
import type {RunbookEntry, RunbookMatch} from '../../core/runbook/desk.js';
import type {IndexedDocument, IndexedFile} from '../index-file.js';
import {once} from '../once.js';
import {type Address, addressOf, filesAt, isLink, type PlaceInFile, placesIn} from './address.js';
import {normalised, wordsOf} from './normalise.js';

interface Why {
  readonly because: string;
  readonly section?: string | undefined;
}

export interface MatchedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

// Every alert is looked for among the same names.
const fileNameOf = once(({file}: IndexedFile) => normalised(nameOf(file)));
const titleOf = once(({title}: IndexedDocument) => normalised(title));
const sayingsOf = once(({alerts}: IndexedDocument) => alerts.map(({alertname}) => normalised(alertname)));
const headingsOf = once(({sections}: IndexedDocument) => sections.map(({title}) => normalised(withoutPrefix(title))));
const fileWordsOf = once(({file}: IndexedFile) => wordsOf(nameOf(file)));
const titleWordsOf = once(({title}: IndexedDocument) => wordsOf(title));
const headingWordsOf = once(({sections}: IndexedDocument) => sections.map(({title}) => wordsOf(title)));

/** Suggestions that are worth reading. */
const MOST_SUGGESTED = 5;
/** Of the alert's words, how many a title must have to be suggested. */
const LIKENESS = 0.5;

/**
 * The runbooks of an alert. The first that says something wins: its address, what files say of themselves, their names,
 * their titles, their headings. All that say the same are given: nothing is guessed. Likeness only suggests.
 */
export function matchRunbooks(alert: MatchedAlert, files: readonly IndexedFile[]): RunbookMatch {
  const alertname = alert.labels.alertname ?? '';
  const address = addressOf(alert.annotations);
  const name = normalised(alertname);
  const finders: readonly (() => readonly RunbookEntry[])[] = [
    () => (address === undefined ? [] : byAddress(address, alertname, files)),
    () => bySaying(name, files, ['metadata', 'text']),
    () => byFileName(name, alertname, files),
    () => byTitle(name, files),
    () => bySaying(name, files, ['heading', 'table']),
    () => byHeading(name, files),
  ];
  let found: readonly RunbookEntry[] = [];
  for (const find of name === '' ? finders.slice(0, 1) : finders) {
    if (found.length === 0) found = find();
  }
  return {
    found: distinct(found),
    suggested: found.length > 0 || name === '' ? [] : suggestions(alertname, files),
    ...(address !== undefined && isLink(address) ? {link: address.value} : {}),
  };
}

/** An entry for each document of the files, for choosing by hand. */
export function entriesOf(files: readonly IndexedFile[], because = ''): readonly RunbookEntry[] {
  return files.flatMap(file => file.documents.map(document => entry(file, document, {because})));
}

function byAddress(address: Address, alertname: string, files: readonly IndexedFile[]): readonly RunbookEntry[] {
  return filesAt(address, files).flatMap(file =>
    placesIn(file, address.anchor, alertname).map(place => placed(file, place, 'runbook_url')),
  );
}

type How = IndexedDocument['alerts'][number]['how'];

function bySaying(name: string, files: readonly IndexedFile[], hows: readonly How[]): readonly RunbookEntry[] {
  return eachDocument(files, (file, document) =>
    document.alerts
      .filter(({how}, index) => hows.includes(how) && sayingsOf(document)[index] === name)
      .map(({alertname, section, how}) => entry(file, document, {because: SAYING[how](alertname), section})),
  );
}

const SAYING: Readonly<Record<How, (alertname: string) => string>> = {
  metadata: alertname => `says Alert: ${alertname}`,
  text: alertname => `says Alert: ${alertname}`,
  heading: () => 'heading',
  table: () => 'row of a table',
};

function byFileName(name: string, alertname: string, files: readonly IndexedFile[]): readonly RunbookEntry[] {
  return files.flatMap(file => {
    if (fileNameOf(file) !== name) return [];
    return placesIn(file, '', alertname).map(place => placed(file, place, 'file name'));
  });
}

function placed(file: IndexedFile, {document, section}: PlaceInFile, because: string): RunbookEntry {
  return entry(file, document, {because, section: section?.id});
}

function byTitle(name: string, files: readonly IndexedFile[]): readonly RunbookEntry[] {
  return eachDocument(files, (file, document) =>
    titleOf(document) === name ? [entry(file, document, {because: 'title'})] : [],
  );
}

function byHeading(name: string, files: readonly IndexedFile[]): readonly RunbookEntry[] {
  return eachDocument(files, (file, document) =>
    document.sections
      .filter((_, index) => headingsOf(document)[index] === name)
      .map(({id}) => entry(file, document, {because: 'heading', section: id})),
  );
}

function nameOf(file: string): string {
  return basename(file, extname(file));
}

function withoutPrefix(title: string): string {
  return title.replace(/^(?:scenario|alert|issue|case)\s*(?:#?\d+)?\s*[:.–-]\s*/i, '').replace(/\s*\([^)]*\)\s*$/, '');
}

/** Titles and headings that have most of the alert's words, the likest first. */
function suggestions(alertname: string, files: readonly IndexedFile[]): readonly RunbookEntry[] {
  const wanted = wordsOf(alertname);
  const likeness = (words: readonly string[]) => {
    const shared = wanted.filter(word => words.includes(word)).length;
    return shared < 2 && wanted.length > 1 ? 0 : shared / Math.max(1, wanted.length);
  };
  const rated = eachDocument(files, (file, document) => {
    const whole = {rate: likeness([...titleWordsOf(document), ...fileWordsOf(file)]), section: undefined};
    const parts = headingWordsOf(document).map((words, index) => ({
      rate: likeness(words),
      section: document.sections[index]?.id,
    }));
    const best = parts.reduce<{rate: number; section: string | undefined}>((a, b) => (b.rate > a.rate ? b : a), whole);
    return best.rate < LIKENESS
      ? []
      : [{rate: best.rate, entry: entry(file, document, {because: 'title like it', section: best.section})}];
  });
  return [...rated]
    .sort((a, b) => b.rate - a.rate)
    .slice(0, MOST_SUGGESTED)
    .map(each => each.entry);
}

function eachDocument<Found>(
  files: readonly IndexedFile[],
  find: (file: IndexedFile, document: IndexedDocument) => readonly Found[],
): readonly Found[] {
  return files.flatMap(file => file.documents.flatMap(document => find(file, document)));
}

function entry(file: IndexedFile, {id, title}: IndexedDocument, why: Why): RunbookEntry {
  const {because, section} = why;
  return {
    file: file.path,
    shown: file.file,
    document: id,
    title,
    ...(section === undefined ? {} : {section}),
    because,
  };
}

function distinct(entries: readonly RunbookEntry[]): readonly RunbookEntry[] {
  const keys = entries.map(({file, document, section}) => `${file}\n${document}\n${section ?? ''}`);
  return entries.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}
