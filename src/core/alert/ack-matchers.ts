import {localString, utcString} from '../time/clock-text.js';
import type {Alert} from './alert.js';
import type {Matcher} from './matcher.js';

/** Where the words of an ack's comment come from. `now` is Unix ms; `zone` an IANA name for `%NOWLOC%`. */
export interface AckComment {
  readonly now: number;
  readonly prefix: string;
  /** Our mark, put last: what survives kthxbye and is looked for before a repeat. */
  readonly token: string;
  readonly zone?: string;
}

const TOKEN = /(?:^|\s)\[?(wk-[0-9A-Za-z]{4,40})\]?\s*$/;

/**
 * The matchers of an ack, in karma's convention: one for each label that every alert of the group carries, its values
 * those of the alerts that are not held back already. One value is plain, several are a regex of escaped words.
 */
export function ackMatchers(alerts: readonly Pick<Alert, 'labels' | 'state'>[]): readonly Matcher[] {
  const awake = alerts.filter(alert => alert.state !== 'suppressed');
  const counted = awake.length > 0 ? awake : alerts;
  const matchers = sharedNames(alerts).map(name =>
    matcherFor(name, new Set(counted.map(alert => alert.labels[name] ?? ''))),
  );
  return [...matchers.filter(matcher => !matcher.isRegex), ...matchers.filter(matcher => matcher.isRegex)];
}

/** Escapes what a regex would read otherwise, in karma's way byte for byte. */
export function escapeValue(value: string): string {
  return value.replace(/[-/\\^$*+?.()|[\]{}]/g, '\\$&');
}

/**
 * The comment of an ack: the prefix at byte 0, the template's text (karma's `%NOW%` and `%NOWLOC%`, the first of each,
 * filled in), our token as the last word.
 */
export function ackComment(template: string, {now, prefix, token, zone}: AckComment): string {
  const text = template.replace('%NOW%', utcString(now)).replace('%NOWLOC%', localString(now, zone)).trim();
  const head = text.startsWith(prefix) ? text : `${prefix} ${text}`.trim();
  return token === '' || tokenOf(head) === token ? head : `${head} ${token}`;
}

/** Whether a silence's comment says "somebody is on it": it begins with one of the prefixes, case and spaces counting. */
export function isAckComment(comment: string, prefixes: readonly string[]): boolean {
  return prefixes.some(prefix => prefix !== '' && comment.startsWith(prefix));
}

/** Our token in a comment (`wk-` and letters or digits, as the last word), if it has one. */
export function tokenOf(comment: string): string | undefined {
  return TOKEN.exec(comment)?.[1];
}

function sharedNames(alerts: readonly Pick<Alert, 'labels'>[]): readonly string[] {
  const names = Object.keys(alerts[0]?.labels ?? {});
  return names.filter(name => alerts.every(alert => Object.hasOwn(alert.labels, name))).sort();
}

function matcherFor(name: string, values: ReadonlySet<string>): Matcher {
  const sorted = [...values].sort();
  if (sorted.length === 1) return {name, value: sorted[0] ?? '', isRegex: false, isEqual: true};
  return {name, value: `(${sorted.map(escapeValue).join('|')})`, isRegex: true, isEqual: true};
}
