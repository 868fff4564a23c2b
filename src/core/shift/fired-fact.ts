import type {Alert} from '../alert/alert.js';
import {severityOf} from '../alert/severity.js';
import {summaryOf} from '../alert/summary.js';
import type {WatchState} from '../watch-state.js';
import type {NewFact} from './decision.js';

/** How much of a summary goes into the journal. */
const SUMMARY_LIMIT = 300;

/** That an alert began to fire, as it is recorded. */
export function firedFact(alert: Alert, state: WatchState, now: number): Extract<NewFact, {type: 'alert.fired'}> {
  const summary = summaryOf(alert.annotations);
  const suppressedBy = suppressorsOf(alert);
  return {
    type: 'alert.fired',
    source: alert.source,
    fingerprint: alert.fingerprint,
    startsAt: alert.startsAt,
    labels: alert.labels,
    severity: severityOf(alert.labels, state.settings.severity).severity,
    state: alert.state,
    ...(suppressedBy.length === 0 ? {} : {suppressedBy}),
    ...(summary === '' ? {} : {summary: summary.slice(0, SUMMARY_LIMIT)}),
    // A sender's clock may be ahead of ours: it was there when it was seen.
    on: Math.min(alert.startsAt, now),
  };
}

/** What holds an alert back, of whatever kind. */
export function suppressorsOf(alert: Alert): string[] {
  return [...alert.silencedBy, ...alert.inhibitedBy, ...alert.mutedBy];
}
