import {type Alert, type AlertKey, alertKey} from '../core/alert/alert.js';
import {expressionOf, type Link, linksOf} from '../core/alert/link-template.js';
import {startedAt} from '../core/alert/started.js';
import {counted} from '../core/counted.js';
import type {ObservedChange} from '../core/ports.js';
import {coarse} from '../core/time/duration.js';
import {cells} from '../lib/cells.js';
import {GLYPHS} from './glyphs.js';
import type {Part} from './row.js';
import type {Scene} from './scene.js';
import {lastValue, sparkline} from './sparkline.js';

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
    ({service, labels, planned, on}) =>
      (planned !== true || on <= now) &&
      (service === undefined || values.has(service)) &&
      Object.entries(labels ?? {}).every(([name, value]) => alert?.labels[name] === value),
  );
  const began = alert === undefined ? 0 : startedAt(alert, {key, firing: watch.shift.firing, now});
  const since = began - BEFORE;
  const told = recorded.map(({planned, text, ...rest}) => ({
    ...rest,
    // Nobody has said that it was made.
    text: planned === true ? `planned for then: ${text}` : text,
  }));
  return [...(watch.lookups.get(key)?.changes ?? []), ...told]
    .filter(change => change.on >= since)
    .map(({on, service, text}) => ({on, text: service === undefined ? text : `${service}: ${text}`}))
    .sort((a, b) => b.on - a.on);
}

export function linksFor({watch, now}: Scene, alert: Alert): readonly Link[] {
  return linksOf(alert, watch.settings.links, {now});
}
