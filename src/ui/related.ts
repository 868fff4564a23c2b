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
  const found = new Map<AlertKey, {readonly alert: Alert; readonly shared: string[]}>();
  for (const {pair, holders} of rareOf(alert, alerts)) {
    for (const [key, holder] of holders) {
      const known = found.get(key);
      if (known === undefined) found.set(key, {alert: holder, shared: [pair]});
      else known.shared.push(pair);
    }
  }
  found.delete(alertKey(alert));
  return [...found.values()].sort((a, b) => b.shared.length - a.shared.length || b.alert.startsAt - a.alert.startsAt);
});

interface Closest {
  readonly count: number;
  readonly shared: readonly string[];
}

/** How many alerts have the most in common with this one, and what the newest of them shares; asked at every move. */
export const closestTo = remembering((alert: Alert, alerts: Alerts): Closest => {
  const rare = rareOf(alert, alerts);
  const counts = new Map<AlertKey, number>();
  for (const {holders} of rare) for (const key of holders.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  counts.delete(alertKey(alert));
  const most = Math.max(0, ...new Set(counts.values()));
  const best = [...counts].flatMap(([key, shared]) => (shared === most ? key : []));
  const newest = newestOf(best, alerts);
  return {
    count: best.length,
    shared: newest === undefined ? [] : rare.filter(({holders}) => holders.has(newest)).map(({pair}) => pair),
  };
});

function newestOf(keys: readonly AlertKey[], alerts: Alerts): AlertKey | undefined {
  const startOf = (key: AlertKey) => alerts.get(key)?.startsAt ?? 0;
  return keys.reduce<AlertKey | undefined>(
    (newest, key) => (newest === undefined || startOf(key) > startOf(newest) ? key : newest),
    undefined,
  );
}
