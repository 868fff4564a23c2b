import type {FeedAlert} from '../../core/feed/message.js';
import {alertName} from '../backbone/alert-name.js';
import type {AlertEntry} from '../backbone/backbone.js';

export interface ToldAlert {
  readonly seq: number;
  /** When it was told last, Unix ms. */
  readonly at: number;
  readonly alert: FeedAlert;
}

/** What fires, by source and label set; in many small parts, so that a change among ten thousand copies only a few. */
export type ToldAlerts = ReadonlyMap<string, ReadonlyMap<string, ToldAlert>>;

/** The alerts as these entries leave them. */
export function foldAlerts(alerts: ToldAlerts, entries: readonly AlertEntry[]): ToldAlerts {
  if (entries.length === 0) return alerts;
  const folded = new Map(alerts);
  const own = new Set<string>();
  for (const {seq, at, alert} of entries) {
    const name = alertName(alert);
    const part = partOf(name);
    if (!own.has(part)) folded.set(part, new Map(folded.get(part)));
    own.add(part);
    const named = folded.get(part) as Map<string, ToldAlert>;
    if (alert.status === 'firing') named.set(name, {seq, at, alert: withGroup(alert, named.get(name)?.alert)});
    else named.delete(name);
  }
  return folded;
}

/** A poll does not show in which group a hook told the same occurrence. */
function withGroup(alert: FeedAlert, before: FeedAlert | undefined): FeedAlert {
  if (alert.groupKey !== null || before === undefined || before.groupKey === null) return alert;
  if (before.startsAt !== alert.startsAt || before.receiver === undefined) return alert;
  return {...alert, groupKey: before.groupKey, receiver: before.receiver};
}

/** The alert as it was told last, where it fires. */
export function findAlert(
  alerts: ToldAlerts,
  which: {readonly source: string; readonly fingerprint: string},
): ToldAlert | undefined {
  const name = alertName(which);
  return alerts.get(partOf(name))?.get(name);
}

/** The one told longest ago first. */
export function listAlerts(alerts: ToldAlerts): readonly ToldAlert[] {
  return [...alerts.values()].flatMap(part => [...part.values()]).sort((a, b) => a.seq - b.seq);
}

function partOf(name: string): string {
  return name.slice(0, 2);
}

/** Those that pass; the very same when all do. */
export function filterAlerts(alerts: ToldAlerts, passes: (told: ToldAlert) => boolean): ToldAlerts {
  const filtered = new Map<string, ReadonlyMap<string, ToldAlert>>();
  let isSame = true;
  for (const [part, named] of alerts) {
    const kept = [...named].filter(([, told]) => passes(told));
    isSame &&= kept.length === named.size;
    filtered.set(part, kept.length === named.size ? named : new Map(kept));
  }
  return isSame ? alerts : filtered;
}
