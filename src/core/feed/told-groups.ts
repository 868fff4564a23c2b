import {type AlertKey, alertKey} from '../alert/alert.js';

/** A group that an Alertmanager has told a receiver of, as a hook says with an alert in it. */
export interface ToldGroup {
  readonly source: string;
  readonly fingerprint: string;
  readonly receiver: string;
  /** What pagers know the group by: the hash of its key. */
  readonly thread: string;
}

/** By alert, the groups that it was told in, the newest last. */
export type ToldGroups = ReadonlyMap<AlertKey, readonly ToldGroup[]>;

/** An alert is in more groups only where routes are changed again and again. */
const MOST = 8;

/** What is known with what was told since. */
export function withToldGroups(known: ToldGroups, told: readonly ToldGroup[]): ToldGroups {
  const news = told.filter(group => known.get(alertKey(group))?.some(one => isSame(one, group)) !== true);
  if (news.length === 0) return known;
  const groups = new Map(known);
  for (const group of news) {
    const before = groups.get(alertKey(group)) ?? [];
    if (!before.some(one => isSame(one, group))) groups.set(alertKey(group), [...before, group].slice(-MOST));
  }
  return groups;
}

/** What is known of alerts other than these, which have ended. */
export function withoutEnded(known: ToldGroups, ended: readonly AlertKey[]): ToldGroups {
  const gone = ended.filter(key => known.has(key));
  if (gone.length === 0) return known;
  const groups = new Map(known);
  for (const key of gone) groups.delete(key);
  return groups;
}

function isSame(a: ToldGroup, b: ToldGroup): boolean {
  return a.thread === b.thread && a.receiver === b.receiver;
}
