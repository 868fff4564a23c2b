import type {Alert} from '../../core/alert/alert.js';
import type {FeedAlert} from '../../core/feed/message.js';
import type {Gone, Passed, SourceUpdate} from '../../core/live/update.js';
import {toldOf} from '../alertmanager/told.js';
import type {AlertEntry} from './collector.js';
import type {Held} from './unconfirmed.js';

/** What these entries change; `alerts` is then what fires. */
export function alertChanges(
  alerts: Map<string, Held>,
  told: {
    readonly entries: readonly AlertEntry[];
    readonly whole: boolean;
    /** What stays although the entries lack it. */
    readonly kept: readonly Held[];
    /** Of the source. */
    readonly name: string;
  },
): NonNullable<SourceUpdate['alerts']> {
  const before = new Map(alerts);
  const ends = new Map<string, Passed[]>();
  if (told.whole) alerts.clear();
  for (const held of told.kept) alerts.set(held.alert.fingerprint, held);
  for (const entry of told.entries) takeIn(alerts, ends, {entry, name: told.name});
  const changed = [...alerts.values()].map(({alert}) => alert);
  return {
    changed: changed.filter(alert => before.get(alert.fingerprint)?.alert !== alert),
    ...endsOf({before, now: alerts, ends}),
  };
}

/** What fires after one more entry, and what ended by it: of one alert, occurrences may end several times in a batch. */
function takeIn(
  now: Map<string, Held>,
  ends: Map<string, Passed[]>,
  {entry: {alert: told, at}, name}: {readonly entry: AlertEntry; readonly name: string},
): void {
  const one = toldOf(told, {source: name});
  const fingerprint = one.status === 'firing' ? one.alert.fingerprint : one.fingerprint;
  const held = now.get(fingerprint);
  const earlier = ends.get(fingerprint) ?? [];
  if (one.status === 'resolved') {
    if (!now.delete(fingerprint) || held === undefined) return;
    ends.set(fingerprint, [...earlier, {alert: held.alert, on: one.endsAt ?? at, reason: 'resolved-event'}]);
    return;
  }
  const fired = goingOn(one.alert, {before: held, told});
  now.set(fingerprint, {alert: fired, toldAt: at});
  const isLater = held !== undefined && held.alert.startsAt !== fired.startsAt;
  const over = isLater ? [...earlier, {alert: held.alert, on: fired.startsAt, reason: 'rotated' as const}] : earlier;
  // Told again with the same start, it has never ended.
  if (over.length > 0)
    ends.set(
      fingerprint,
      over.filter(({alert}) => alert.startsAt !== fired.startsAt),
    );
}

/** Told without a start of its own, a repeat goes on with what fires. */
function goingOn(alert: Alert, {before, told}: {readonly before: Held | undefined; readonly told: FeedAlert}): Alert {
  return told.startsUnknown === true && before !== undefined ? {...alert, startsAt: before.alert.startsAt} : alert;
}

/** What fired before and does not now; with a later start, it is another occurrence. What nobody has seen has passed. */
function endsOf(sets: {
  readonly before: ReadonlyMap<string, Held>;
  readonly now: ReadonlyMap<string, Held>;
  readonly ends: ReadonlyMap<string, readonly Passed[]>;
}): Pick<NonNullable<SourceUpdate['alerts']>, 'gone' | 'passed'> {
  const {before, now, ends} = sets;
  const gone = [...before].flatMap(([fingerprint, {alert, toldAt}]): Gone[] => {
    const {startsAt} = alert;
    const fires = now.get(fingerprint);
    if (fires?.alert.startsAt === startsAt) return [];
    const end = ends.get(fingerprint)?.find(one => one.alert.startsAt === startsAt);
    if (fires !== undefined) return [{fingerprint, startsAt, on: end?.on ?? fires.alert.startsAt, reason: 'rotated'}];
    const reason = end === undefined ? 'absent' : 'resolved-event';
    return [{fingerprint, startsAt, on: end?.on ?? toldAt, reason}];
  });
  const passed = [...ends.values()].flat().filter(({alert: {fingerprint, startsAt}}) => {
    return before.get(fingerprint)?.alert.startsAt !== startsAt;
  });
  return {gone, ...(passed.length === 0 ? {} : {passed})};
}
