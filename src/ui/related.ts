import {type Alert, type AlertKey, alertKey} from '../core/alert/alert.js';
import {remembering} from './memo.js';
import {type Alerts, rareTraits} from './rare-traits.js';

/** Another alert that has something rare in common with this one, and what. */
export interface Related {
  readonly alert: Alert;
  readonly shared: readonly string[];
}

const rareOf = rareTraits();

/** Alerts that share rare labels, those with most in common first. */
export const relatedTo = remembering((alert: Alert, alerts: Alerts): readonly Related[] => {
  const found = new Map<AlertKey, string[]>();
  for (const {pair, holders} of rareOf(alert, alerts)) {
    for (const key of holders) {
      const shared = found.get(key);
      if (shared === undefined) found.set(key, [pair]);
      else shared.push(pair);
    }
  }
  found.delete(alertKey(alert));
  return [...found]
    .flatMap(([key, shared]) => relatedBy(alerts.get(key), shared))
    .sort((a, b) => b.shared.length - a.shared.length || b.alert.startsAt - a.alert.startsAt);
});

function relatedBy(alert: Alert | undefined, shared: readonly string[]): readonly Related[] {
  return alert === undefined ? [] : [{alert, shared}];
}

interface Closest {
  readonly count: number;
  readonly shared: readonly string[];
}

/** How many alerts have the most in common with this one, and what the newest of them shares; asked at every move. */
export const closestTo = remembering((alert: Alert, alerts: Alerts): Closest => {
  const rare = rareOf(alert, alerts);
  const counts = new Map<AlertKey, number>();
  for (const {holders} of rare) for (const key of holders) counts.set(key, (counts.get(key) ?? 0) + 1);
  counts.delete(alertKey(alert));
  let most = 0;
  for (const shared of counts.values()) most = Math.max(most, shared);
  const best = [...counts].flatMap(([key, shared]) => (shared === most ? key : []));
  const newest = newestOf(best, alerts);
  return {
    count: best.length,
    shared: newest === undefined ? [] : rare.filter(({holders}) => holders.includes(newest)).map(({pair}) => pair),
  };
});

function newestOf(keys: readonly AlertKey[], alerts: Alerts): AlertKey | undefined {
  const startOf = (key: AlertKey) => alerts.get(key)?.startsAt ?? 0;
  return keys.reduce<AlertKey | undefined>(
    (newest, key) => (newest === undefined || startOf(key) > startOf(newest) ? key : newest),
    undefined,
  );
}
