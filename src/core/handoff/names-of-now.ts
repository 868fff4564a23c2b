import {type Fact, isFact} from '../shift/fact.js';

/** The facts with their sources by the names these have got since: what goes on under another name is one thing. */
export function withNamesOfNow(facts: readonly Fact[]): readonly Fact[] {
  if (!facts.some(fact => isFact(fact, 'source.renamed'))) return facts;
  const names = new Map<string, string>();
  const now = (source: string) => names.get(source) ?? source;
  return facts
    .toReversed()
    .map(fact => {
      if (isFact(fact, 'source.renamed')) names.set(fact.from, now(fact.source));
      return renamed(fact, now);
    })
    .reverse();
}

function renamed(fact: Fact, now: (source: string) => string): Fact {
  const {source, alert, alerts} = fact as {
    readonly source?: unknown;
    readonly alert?: {readonly source?: unknown};
    readonly alerts?: unknown;
  };
  return {
    ...fact,
    ...(typeof source === 'string' ? {source: now(source)} : {}),
    ...(typeof alert?.source === 'string' ? {alert: {...alert, source: now(alert.source)}} : {}),
    ...(Array.isArray(alerts) ? {alerts: alerts.map(one => renamedAlert(one, now))} : {}),
  } as Fact;
}

/** An alert of several that a fact names; those of one source do not say it each. */
function renamedAlert(alert: {readonly source?: unknown}, now: (source: string) => string): unknown {
  return typeof alert.source === 'string' ? {...alert, source: now(alert.source)} : alert;
}
