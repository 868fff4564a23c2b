import {type Alert, type AlertKey, alertKey} from '../core/alert/alert.js';
import {expressionOf, type Link, linksOf} from '../core/alert/link-template.js';
import {startedAt} from '../core/alert/started.js';
import {counted} from '../core/counted.js';
import type {ObservedChange} from '../core/ports.js';
import {coarse} from '../core/time/duration.js';
import {cells} from '../lib/cells.js';
import {GLYPHS} from './glyphs.js';
import {remembering} from './memo.js';
import type {Part} from './row.js';
import type {Scene} from './scene.js';
import {lastValue, sparkline} from './sparkline.js';

/** Alerts that share this many or fewer are related by a label; more is no relation but a common trait. */
const RARE_SHARE = 0.2;
const RARE_LEAST = 5;
const SAME_FOR_ALL: ReadonlySet<string> = new Set(['alertname', 'severity', 'prometheus', 'monitor', 'receiver']);

/** How often it fired before, from the journal: `fired 3 times before, last 2h ago`. */
export function historyText(scene: Scene, key: AlertKey): string {
  const past = scene.watch.shift.history.get(key) ?? [];
  const last = past.at(-1);
  const isNarrow = scene.columns < 100;
  if (last === undefined) return isNarrow ? 'first time' : 'first time in this log';
  const ago = `${coarse(scene.now - last.startsAt)} ago`;
  return isNarrow
    ? `${past.length}${GLYPHS.times} before, ${ago}`
    : `fired ${counted(past.length, 'time')} before, last ${ago}`;
}

/** The expression with its curve and last value, as far as they are known. */
export function curveParts(scene: Scene, alert: Alert, width: number): readonly Part[] | undefined {
  const series = scene.watch.lookups.get(alertKey(alert))?.series;
  const expr = series?.expr ?? expressionOf(alert.generatorURL);
  if (expr === undefined) return undefined;
  const room = Math.max(8, Math.floor(width / 4));
  const curve =
    series === undefined
      ? []
      : [{text: `   ${sparkline(series.values, room)}   `}, {text: lastValue(series.values), tone: 'strong' as const}];
  const taken = series === undefined ? 0 : room + 14;
  const said = expr.replace(/\s+/g, ' ').trim();
  return [
    {text: ' '},
    {text: said, tone: 'muted', width: Math.min(cells(said), Math.max(10, width - taken - 1))},
    ...curve,
  ];
}

/** How far before the start of an alert a change may still have caused it. */
const BEFORE = 24 * 60 * 60_000;

/** What was changed around the start of an alert, recorded here or found by the changes command, newest first. */
export function changesFor({watch, now}: Scene, key: AlertKey, alert: Alert | undefined): readonly ObservedChange[] {
  const values = new Set(Object.values(alert?.labels ?? {}));
  const recorded = watch.shift.changes.filter(
    ({service, labels}) =>
      (service === undefined || values.has(service)) &&
      Object.entries(labels ?? {}).every(([name, value]) => alert?.labels[name] === value),
  );
  const began = alert === undefined ? 0 : startedAt(alert, {key, firing: watch.shift.firing, now});
  const since = began - BEFORE;
  return [...(watch.lookups.get(key)?.changes ?? []), ...recorded]
    .filter(change => change.on >= since)
    .map(({on, service, text}) => ({on, text: service === undefined ? text : `${service}: ${text}`}))
    .sort((a, b) => b.on - a.on);
}

export function linksFor({watch, now}: Scene, alert: Alert): readonly Link[] {
  return linksOf(alert, watch.settings.links, {now});
}

/** Another alert that has something rare in common with this one, and what. */
export interface Related {
  readonly alert: Alert;
  readonly shared: readonly string[];
}

type Alerts = ReadonlyMap<AlertKey, Alert>;

/** Alerts that share rare labels, those with most in common first. */
export const relatedTo = remembering((alert: Alert, alerts: Alerts): readonly Related[] => {
  const found = new Map<Alert, string[]>();
  for (const {pair, holders} of rareOf(alert, alerts)) {
    for (const holder of holders) {
      const shared = found.get(holder);
      if (shared === undefined) found.set(holder, [pair]);
      else shared.push(pair);
    }
  }
  deleteItself(found, alert, alerts);
  return [...found]
    .map(([other, shared]) => ({alert: other, shared}))
    .sort((a, b) => b.shared.length - a.shared.length || b.alert.startsAt - a.alert.startsAt);
});

interface Closest {
  readonly count: number;
  readonly shared: readonly string[];
}

/** How many alerts have the most in common with this one, and what the newest of them shares; asked at every move. */
export const closestTo = remembering((alert: Alert, alerts: Alerts): Closest => {
  const rare = rareOf(alert, alerts);
  const counts = new Map<Alert, number>();
  for (const {holders} of rare) for (const holder of holders) counts.set(holder, (counts.get(holder) ?? 0) + 1);
  deleteItself(counts, alert, alerts);
  let [best, most, count]: [Alert | undefined, number, number] = [undefined, 0, 0];
  for (const [other, shared] of counts) {
    if (shared > most) [best, most, count] = [other, shared, 0];
    if (shared < most) continue;
    count += 1;
    if (best === undefined || other.startsAt > best.startsAt) best = other;
  }
  const isShared = ({holders}: Trait) => best !== undefined && holders.includes(best);
  return {count, shared: rare.filter(isShared).map(({pair}) => pair)};
});

function deleteItself(found: Map<Alert, unknown>, alert: Alert, alerts: Alerts): void {
  found.delete(alert);
  const shown = alerts.get(alertKey(alert));
  if (shown !== undefined) found.delete(shown);
}

interface Trait {
  readonly pair: string;
  /** Every alert that has it, this one too where a source shows it. */
  readonly holders: readonly Alert[];
}

/**
 * The labels of an alert that few others have. Looks through all of them each time: an index by every label would have to
 * be made anew for each state, and in a storm nobody asks it twice.
 */
function rareOf(alert: Alert, alerts: Alerts): readonly Trait[] {
  const limit = Math.max(RARE_LEAST, alerts.size * RARE_SHARE);
  const traits = Object.entries(alert.labels).flatMap(([name, value]) =>
    SAME_FOR_ALL.has(name) ? [] : [{name, value, holders: [] as Alert[]}],
  );
  for (const other of alerts.values()) {
    for (const {name, value, holders} of traits) {
      if (holders.length <= limit && other.labels[name] === value) holders.push(other);
    }
  }
  return traits
    .filter(({holders}) => holders.length > 0 && holders.length <= limit)
    .map(({name, value, holders}) => ({pair: `${name}=${value}`, holders}));
}
