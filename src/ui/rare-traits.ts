import type {Alert, AlertKey} from '../core/alert/alert.js';
import {changedKeys} from '../core/layered-map.js';

export type Alerts = ReadonlyMap<AlertKey, Alert>;

/** A label of an alert that few others have. */
export interface Trait {
  readonly pair: string;
  /** Every alert that has it, this one too where a source shows it. */
  readonly holders: ReadonlyMap<AlertKey, Alert>;
}

/** Alerts that share this many or fewer are related by a label; more is no relation but a common trait. */
const RARE_SHARE = 0.2;
const RARE_LEAST = 5;
const SAME_FOR_ALL: ReadonlySet<string> = new Set(['alertname', 'severity', 'prometheus', 'monitor', 'receiver']);

/** More changes than this are no quicker followed than all is counted anew. */
const MOST_CHANGES = 500;

interface Counted {
  readonly name: string;
  readonly value: string;
  /** How many have it. */
  count: number;
  /** Those, while they are few. */
  holders: Map<AlertKey, Alert> | undefined;
}

interface Known {
  readonly alert: Alert;
  readonly traits: readonly Counted[];
  alerts: Alerts;
}

/**
 * Answers the labels of an alert that few others have. Counts through all alerts for one that is asked for anew, and
 * then follows what changes: an index by every label would cost more than nearly any alert is asked for.
 */
export function rareTraits(): (alert: Alert, alerts: Alerts) => readonly Trait[] {
  let known: Known | undefined;
  return (alert, alerts) => {
    known = (known?.alert === alert ? followed(known, alerts) : undefined) ?? counted(alert, alerts);
    const limit = limitOf(alerts);
    return known.traits.flatMap(({name, value, count, holders}) =>
      holders !== undefined && count > 0 && count <= limit ? {pair: `${name}=${value}`, holders} : [],
    );
  };
}

function limitOf(alerts: Alerts): number {
  return Math.max(RARE_LEAST, alerts.size * RARE_SHARE);
}

function counted(alert: Alert, alerts: Alerts): Known {
  const limit = limitOf(alerts);
  const traits = Object.entries(alert.labels).flatMap(([name, value]): Counted[] =>
    SAME_FOR_ALL.has(name) ? [] : [{name, value, count: 0, holders: new Map()}],
  );
  for (const [key, other] of alerts) for (const trait of traits) if (hasTrait(other, trait)) add(trait, key, other);
  for (const trait of traits) if (trait.count > limit) trait.holders = undefined;
  return {alert, traits, alerts};

  function add(trait: Counted, key: AlertKey, other: Alert): void {
    trait.count += 1;
    if (trait.count <= limit) trait.holders?.set(key, other);
  }
}

/** Undefined where so much has changed, or a common trait has become so rare, that all has to be counted anew. */
function followed(known: Known, alerts: Alerts): Known | undefined {
  const changed = changedKeys(known.alerts, alerts);
  if (changed.length > MOST_CHANGES) return undefined;
  for (const key of changed) {
    const [before, after] = [known.alerts.get(key), alerts.get(key)];
    for (const trait of known.traits) {
      trait.count += Number(hasTrait(after, trait)) - Number(hasTrait(before, trait));
      if (after !== undefined && hasTrait(after, trait)) trait.holders?.set(key, after);
      else trait.holders?.delete(key);
    }
  }
  known.alerts = alerts;
  const limit = limitOf(alerts);
  return known.traits.some(({count, holders}) => holders === undefined && count <= limit) ? undefined : known;
}

function hasTrait(alert: Alert | undefined, {name, value}: Pick<Counted, 'name' | 'value'>): boolean {
  return alert?.labels[name] === value;
}
