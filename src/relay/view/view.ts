import type {FeedAlert, FeedFact, FeedSource} from '../../core/feed/message.js';
import {alertName} from '../backbone/alert-name.js';
import type {Entry} from '../backbone/backbone.js';

/** What the entries of the stream add up to. */
export interface View {
  /** What fires, by source and label set; the one told longest ago first. */
  readonly alerts: ReadonlyMap<string, ToldAlert>;
  /** The newest facts, oldest first. */
  readonly facts: readonly FeedFact[];
}

export interface ToldAlert {
  /** When it was told last, Unix ms. */
  readonly at: number;
  readonly alert: FeedAlert;
}

export const EMPTY_VIEW: View = {alerts: new Map(), facts: []};

/** A newcomer gets so many facts. */
const FACTS = 2000;

/** The view with these entries, which follow those it was made of. */
export function foldView(view: View, entries: readonly Entry[], most = FACTS): View {
  return {alerts: foldAlerts(view.alerts, entries), facts: foldFacts(view.facts, entries, most)};
}

function foldAlerts(alerts: View['alerts'], entries: readonly Entry[]): View['alerts'] {
  if (!entries.some(({kind}) => kind === 'alert')) return alerts;
  const folded = new Map(alerts);
  for (const entry of entries) {
    if (entry.kind !== 'alert') continue;
    const {at, alert} = entry;
    const name = alertName(alert);
    folded.delete(name);
    if (alert.status === 'firing') folded.set(name, {at, alert});
  }
  return folded;
}

function foldFacts(facts: View['facts'], entries: readonly Entry[], most: number): View['facts'] {
  const more = entries.flatMap(entry => (entry.kind === 'fact' ? [entry.fact] : []));
  return more.length === 0 ? facts : [...facts, ...more].slice(-most);
}

/** The view without the alerts that count as ended because their source has not told them again in time. */
export function withoutLapsed(view: View, sources: readonly FeedSource[], now: number): View {
  const limits = new Map(sources.map(({name, resolveAfter}) => [name, resolveAfter]));
  const isLapsed = ({at, alert}: ToldAlert) => at + (limits.get(alert.source) ?? Number.POSITIVE_INFINITY) <= now;
  const alerts = [...view.alerts].filter(([, told]) => !isLapsed(told));
  return alerts.length === view.alerts.size ? view : {...view, alerts: new Map(alerts)};
}
