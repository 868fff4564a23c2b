import {alertKey, alertName} from '../alert/alert.js';
import type {NamedAlert} from '../runbook/shelf.js';
import {type Fact, isFact} from '../shift/fact.js';

/** Of each name the labels it fired with last, and the annotations that the log has of it. */
export function namedAlerts(facts: readonly Fact[]): ReadonlyMap<string, NamedAlert> {
  const seen = new Map<string, NamedAlert>();
  const names = new Map<string, string>();
  for (const fact of facts) {
    if (isFact(fact, 'alert.fired')) {
      const name = alertName(fact);
      names.set(alertKey(fact), name);
      seen.set(name, {labels: fact.labels, annotations: seen.get(name)?.annotations ?? {}});
    }
    const name = isFact(fact, 'alert.changed') ? names.get(alertKey(fact)) : undefined;
    const known = name === undefined ? undefined : seen.get(name);
    if (isFact(fact, 'alert.changed') && fact.annotations !== undefined && name !== undefined && known !== undefined)
      seen.set(name, {...known, annotations: fact.annotations});
  }
  return seen;
}
