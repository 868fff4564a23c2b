import type {Handoff} from './handoff.js';
import {escaped} from './markdown-text.js';

const NOT_RECORDED = '*not recorded*';

type Looks = Pick<Handoff, 'answered' | 'short' | 'unseen' | 'left'>;

interface Nothing {
  readonly seen: string;
  readonly log: string;
}

/** What a section says that has nothing in it: no more than what was looked at and what is in the log can tell. */
export function nothingSeen(looks: Looks, nothing: Nothing): string {
  return [nothingIn(looks, nothing), ...shortTexts(looks)].join(' ');
}

/** Of each source whose list may still be short, that it may be. */
export function shortTexts({short}: Pick<Looks, 'short'>): readonly string[] {
  return short.map(({source, why}) => `${escaped(source)} ${escaped(why)}: its list may still be short.`);
}

/** What is to be done about lists that may be short, by whoever comes next; not yet escaped for any format. */
export function looksAgain({short}: Pick<Looks, 'short'>): readonly string[] {
  return short.map(
    ({source, why}) => `What else fires in ${source}? It ${why}, and its list may still be short: look again.`,
  );
}

function nothingIn(looks: Looks, {seen, log}: Nothing): string {
  const missing = notLookedAt(looks);
  if (looks.answered.length === 0) return `${NOT_RECORDED}: no source was looked at, and the log knows of ${log}.`;
  if (missing.length === 0) return `${seen}${looks.short.length > 0 ? ' by what is listed' : ''}.`;
  const were = missing.length === 1 ? 'was' : 'were';
  const names = missing.map(escaped).join(', ');
  return `${seen} in ${looks.answered.map(escaped).join(', ')}; ${names} ${were} not looked at, and the log knows of ${log} there.`;
}

/** The sources that did not answer, and those of the log that were not asked. */
export function notLookedAt({unseen, left}: Pick<Looks, 'unseen' | 'left'>): readonly string[] {
  return [...unseen, ...left].map(({source}) => source);
}

/** What was looked at for all of it. */
export function lookedFrom({answered, unseen}: Pick<Looks, 'answered' | 'unseen'>): string {
  if (answered.length > 0) return 'from the log and from what the sources showed then';
  return unseen.length > 0 ? 'from the log alone: no source answered' : 'from the log alone: no source is configured';
}

/** Whether all of this was looked at just now. */
export function isAllSeen(looks: Pick<Looks, 'answered' | 'unseen' | 'left'>): boolean {
  return looks.answered.length > 0 && notLookedAt(looks).length === 0;
}
