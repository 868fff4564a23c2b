import type {Contact} from './contact.js';
import type {LadderRow} from './ladder-view.js';

/** What of the configuration somebody who is named in plain words may be. */
export interface CalledAmong {
  readonly levels: readonly Pick<LadderRow, 'level' | 'name' | 'who'>[];
  readonly contacts: readonly Contact[];
  readonly targets: readonly string[];
}

/** A level of the ladder, or a target. */
export type Called = {readonly level: string} | {readonly target: string};

/**
 * Whom a runbook means by `the database team` or `@lee`: the level, the contact or the target whose name or field has all
 * of these words, where that is one and no more.
 */
export function matchCalled(to: string, {levels, contacts, targets}: CalledAmong): Called | undefined {
  const wanted = wordsOf(to);
  if (wanted.length === 0) return undefined;
  const fits = (...names: readonly string[]) => names.some(name => isSame(wanted, wordsOf(name)));
  const level = only(levels.filter(({name}) => fits(name)));
  if (level !== undefined) return {level: level.name};
  const contact = only(contacts.filter(({contact: id, name, field = ''}) => fits(id, name, field)));
  if (contact !== undefined) return levelOf(contact, levels) ?? targetOf(contact);
  const target = only(targets.filter(name => fits(name)));
  return target === undefined ? undefined : {target};
}

function levelOf({name}: Contact, levels: CalledAmong['levels']): Called | undefined {
  const level = only(levels.filter(({who}) => who.includes(name)));
  return level === undefined ? undefined : {level: level.name};
}

function targetOf({targets: [target]}: Contact): Called | undefined {
  return target === undefined ? undefined : {target};
}

function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}

/** All words of the one are in the other. */
function isSame(wanted: readonly string[], named: readonly string[]): boolean {
  if (named.length === 0) return false;
  return wanted.every(word => named.includes(word)) || named.every(word => wanted.includes(word));
}

const NO_NAME = new Set([
  'the',
  'a',
  'an',
  'our',
  'your',
  'of',
  'team',
  'on',
  'call',
  'oncall',
  'engineer',
  'group',
  'level',
  'via',
  'channel',
]);

/** The words that tell one from another, in lower case and without a plural. */
function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map(word => word.replace(/(?<=\p{L}{3})s$/u, ''))
    .filter(word => word !== '' && !NO_NAME.has(word));
}
