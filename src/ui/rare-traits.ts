import type {Alert, AlertKey} from '../core/alert/alert.js';
import {changedKeys} from '../core/layered-map.js';

export type Alerts = ReadonlyMap<AlertKey, Alert>;

/** A label of an alert that few others have. */
export interface Trait {
  readonly pair: string;
  /** Every alert that has it, this one too where a source shows it. */
  readonly holders: readonly AlertKey[];
}

/** Alerts that share this many or fewer are related by a label; more is no relation but a common trait. */
const RARE_SHARE = 0.2;
const RARE_LEAST = 5;
const SAME_FOR_ALL: ReadonlySet<string> = new Set(['alertname', 'severity', 'prometheus', 'monitor', 'receiver']);

/** Who has which value of a label. */
type Holders = Map<string, AlertKey[]>;

/**
 * Answers the labels of an alert that few others have. Who has what is counted once for each label that is asked for, and
 * then followed through what changes.
 */
export function rareTraits(): (alert: Alert, alerts: Alerts) => readonly Trait[] {
  const index = new Map<string, Holders>();
  let seen: Alerts = new Map();

  function holdersOf(name: string): Holders {
    const known = index.get(name);
    if (known !== undefined) return known;
    const holders: Holders = new Map();
    for (const [key, {labels}] of seen) hold(holders, labels[name], key);
    index.set(name, holders);
    return holders;
  }

  return (alert, alerts) => {
    for (const key of changedKeys(seen, alerts)) {
      const [before, after] = [seen.get(key)?.labels, alerts.get(key)?.labels];
      for (const [name, holders] of index) {
        if (before?.[name] === after?.[name]) continue;
        release(holders, before?.[name], key);
        hold(holders, after?.[name], key);
      }
    }
    seen = alerts;
    const limit = Math.max(RARE_LEAST, alerts.size * RARE_SHARE);
    return Object.entries(alert.labels).flatMap(([name, value]) => {
      const holders = SAME_FOR_ALL.has(name) ? [] : (holdersOf(name).get(value) ?? []);
      return holders.length > 0 && holders.length <= limit ? {pair: `${name}=${value}`, holders} : [];
    });
  };
}

function hold(holders: Holders, value: string | undefined, key: AlertKey): void {
  if (value === undefined) return;
  const keys = holders.get(value);
  if (keys === undefined) holders.set(value, [key]);
  else keys.push(key);
}

function release(holders: Holders, value: string | undefined, key: AlertKey): void {
  const keys = holders.get(value ?? '');
  const at = keys?.indexOf(key) ?? -1;
  if (value === undefined || keys === undefined || at < 0) return;
  if (keys.length === 1) holders.delete(value);
  else keys.splice(at, 1);
}
