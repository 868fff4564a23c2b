import type {FactOf} from './fact.js';
import type {Occurrence} from './state.js';

/** An alert as it is when it is first heard of. */
export function firstSight(fact: FactOf<'alert.fired'>): Occurrence {
  return {
    source: fact.source,
    fingerprint: fact.fingerprint,
    startsAt: fact.startsAt,
    labels: fact.labels,
    severity: fact.severity,
    state: fact.state,
    suppressedBy: fact.suppressedBy ?? [],
    summary: fact.summary ?? '',
    seenAt: Date.parse(fact.at),
  };
}

/** What has become of it. */
export function changed(before: Occurrence, fact: FactOf<'alert.changed'>): Occurrence {
  const freed = before.suppressedBy.length > 0 && fact.suppressedBy?.length === 0;
  return {
    ...before,
    ...(fact.state === undefined ? {} : {state: fact.state}),
    ...(fact.severity === undefined ? {} : {severity: fact.severity}),
    ...(fact.suppressedBy === undefined ? {} : {suppressedBy: fact.suppressedBy}),
    ...(fact.annotations?.summary === undefined ? {} : {summary: fact.annotations.summary}),
    ...(freed ? {unsilencedAt: Date.parse(fact.at)} : {}),
  };
}

/** From now on it is known by what is seen here. */
export function seenHere({toldBy: _there, ...occurrence}: Occurrence): Occurrence {
  return occurrence;
}
