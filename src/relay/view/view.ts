import type {FeedFact, FeedSource} from '../../core/feed/message.js';
import type {Entry} from '../backbone/backbone.js';
import {filterAlerts, foldAlerts, type ToldAlerts} from './told-alerts.js';

/** What the entries of the stream add up to. */
export interface View {
  /** What fires. */
  readonly alerts: ToldAlerts;
  /** The newest facts, oldest first. */
  readonly facts: readonly FeedFact[];
}

export const EMPTY_VIEW: View = {alerts: new Map(), facts: []};

/** A newcomer gets so many facts. */
export const MOST_FACTS = 2000;

/** The view with these entries, which follow those it was made of. */
export function foldView(view: View, entries: readonly Entry[], most = MOST_FACTS): View {
  const alerts = entries.filter(entry => entry.kind === 'alert');
  const facts = factsOf(entries);
  return {
    alerts: foldAlerts(view.alerts, alerts),
    facts: facts.length === 0 ? view.facts : [...view.facts, ...facts].slice(-most),
  };
}

/** The view with the facts of entries that came before those it was made of. */
export function withOlderFacts(view: View, older: readonly Entry[], most = MOST_FACTS): View {
  return {...view, facts: [...factsOf(older), ...view.facts].slice(-most)};
}

function factsOf(entries: readonly Entry[]): readonly FeedFact[] {
  return entries.flatMap(entry => (entry.kind === 'fact' ? [entry.fact] : []));
}

/** The view without the alerts that count as ended because their source has not told them again in time. */
export function withoutLapsed(view: View, sources: readonly FeedSource[], now: number): View {
  const limits = new Map(sources.map(({name, resolveAfter}) => [name, resolveAfter]));
  const alerts = filterAlerts(
    view.alerts,
    ({at, alert}) => at + (limits.get(alert.source) ?? Number.POSITIVE_INFINITY) > now,
  );
  return alerts === view.alerts ? view : {...view, alerts};
}
