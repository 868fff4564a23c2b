import type {Labels} from '../../core/alert/alert.js';
import type {StoredAlert} from './alert-store.js';
import type {inhibitor} from './inhibition.js';
import {labelTest} from './matching.js';
import type {Placement} from './routing.js';
import {type StoredSilence, silenceState} from './silence-store.js';

/** An alert with what holds it back at one time. */
export interface ObservedAlert {
  readonly alert: StoredAlert;
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
}

export interface ObservedGroup {
  readonly placement: Placement;
  readonly mutedBy: readonly string[];
  readonly alerts: readonly ObservedAlert[];
}

/** What fires at one time, and until when that is true if nobody posts anything. */
export interface Observation {
  readonly alerts: readonly ObservedAlert[];
  readonly groups: readonly ObservedGroup[];
  readonly validUntil: number;
}

export interface Known {
  readonly alerts: readonly StoredAlert[];
  readonly silences: readonly StoredSilence[];
  readonly inhibit: ReturnType<typeof inhibitor>;
  readonly intervals: ReadonlySet<string>;
}

export function observe({alerts, silences, inhibit, intervals}: Known, now: number): Observation {
  const inForce = silences
    .filter(silence => silenceState(silence, now) === 'active')
    .map(silence => ({id: silence.id, test: labelTest(silence.matchers)}));
  const inhibitedBy = inhibit(alerts);
  const observed = alerts.map(alert => ({
    alert,
    silencedBy: inForce
      .filter(({test}) => test(alert.labels))
      .map(({id}) => id)
      .sort(),
    inhibitedBy: inhibitedBy(alert.labels),
  }));
  return {alerts: observed, groups: grouped(observed, intervals), validUntil: nextChange(alerts, silences, now)};
}

function grouped(alerts: readonly ObservedAlert[], intervals: ReadonlySet<string>): readonly ObservedGroup[] {
  const groups = new Map<string, {placement: Placement; mutedBy: readonly string[]; alerts: ObservedAlert[]}>();
  for (const observed of alerts) {
    for (const placement of observed.alert.placements) {
      const group = groups.get(placement.group);
      if (group) group.alerts.push(observed);
      else
        groups.set(placement.group, {
          placement,
          mutedBy: placement.mutedIn.filter(name => intervals.has(name)),
          alerts: [observed],
        });
    }
  }
  return [...groups.values()].sort((a, b) => before(a.placement, b.placement));
}

/** Fewer labels first, then by name and value, then by receiver. */
function before(a: Placement, b: Placement): number {
  return byLabels(a.labels, b.labels) || (a.receiver < b.receiver ? -1 : 1);
}

function byLabels(a: Labels, b: Labels): number {
  const [left, right] = [Object.keys(a), Object.keys(b)];
  if (left.length !== right.length) return left.length - right.length;
  for (const name of [...new Set([...left, ...right])].sort()) {
    const [one, other] = [a[name], b[name]];
    if (one === other) continue;
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    return one < other ? -1 : 1;
  }
  return 0;
}

/** The next end of an alert, start or end of a silence, or minute (mute intervals turn on a minute). */
function nextChange(alerts: readonly StoredAlert[], silences: readonly StoredSilence[], now: number): number {
  let next = (Math.floor(now / 60_000) + 1) * 60_000;
  const consider = (time: number) => {
    if (time > now && time < next) next = time;
  };
  for (const alert of alerts) consider(alert.endsAt);
  for (const silence of silences) {
    consider(silence.startsAt);
    consider(silence.endsAt);
  }
  return next;
}
