import {type Alert, type AlertKey, alertKey} from '../../core/alert/alert.js';
import type {FeedAlert, FeedSource, PolledSource} from '../../core/feed/message.js';
import type {ToldGroup} from '../../core/feed/told-groups.js';
import type {Gone, Passed, SourceUpdate} from '../../core/live/update.js';
import type {Clock, HandEnd} from '../../core/ports.js';
import {toldOf} from '../alertmanager/told.js';
import {defined} from '../defined.js';
import type {AlertEntry, FeedBatch} from './collector.js';
import {type FeedPulse, type Poll, pollOf, seenBy, unsure} from './pulse.js';
import {toldGroups} from './told-groups.js';
import {toldLately} from './told-lately.js';

/** What the alerts of a batch come to. */
export interface Sorted {
  /** By source that is polled here: what was told lately, oldest first. */
  readonly told: ReadonlyMap<string, readonly FeedAlert[]>;
  readonly updates: readonly SourceUpdate[];
  /** The groups that what fires was told in, however long ago. */
  readonly groups: readonly ToldGroup[];
}

export interface FeedSources {
  know(sources: readonly FeedSource[]): void;
  /** Sources told something then, be it nothing new; ISO times. */
  heard(told: Readonly<Record<string, string>> | undefined): void;
  /** How those are that the relay polls itself. */
  poll(sources: readonly PolledSource[]): void;
  take(batch: FeedBatch, pulse: FeedPulse): Sorted;
  /** How every source that only the feed knows is now. */
  pulse(pulse: FeedPulse): readonly SourceUpdate[];
  /** When the next alert ends because it was not told again, Unix ms; and what has ended by then. */
  nextEnd(): number | undefined;
  endDue(pulse: FeedPulse): readonly SourceUpdate[];
  /** What an operator has ended goes, until it is told again. */
  end(ended: HandEnd, pulse: FeedPulse): readonly SourceUpdate[];
}

interface Held {
  readonly alert: Alert;
  readonly toldAt: number;
}

interface Source {
  readonly powers: FeedSource;
  readonly alerts: Map<string, Held>;
  /** False as long as only the journal knows what fires there: the feed has still to tell all of it. */
  isSure: boolean;
}

interface Mind {
  readonly polled: ReadonlySet<string>;
  /** What the relay says of its sources. */
  readonly powers: Map<string, FeedSource>;
  readonly clock: Pick<Clock, 'now'>;
  readonly sources: Map<string, Source>;
  /** What operators have ended, since when: what was told of it before then is void. */
  readonly ended: Map<AlertKey, number>;
  /** Those that the relay polls itself, as it last said. */
  readonly polls: Map<string, Poll>;
  /** When each source last told something, Unix ms. */
  readonly toldAt: Map<string, number>;
}

/**
 * Sorts what the feed tells: alerts of sources that are polled here are told to those, and for the others this is the
 * only memory. A change that a batch takes back again is never
 * shown, and handed over to be recorded.
 */
export function feedSources(options: {
  readonly polled: readonly string[];
  /** Sources of which earlier processes have recorded what has not ended. */
  readonly open: readonly string[];
  /** What operators have ended, since when. */
  readonly ended: ReadonlyMap<AlertKey, number>;
  readonly clock: Pick<Clock, 'now'>;
}): FeedSources {
  const mind: Mind = {
    polled: new Set(options.polled),
    powers: new Map(),
    clock: options.clock,
    sources: new Map(),
    ended: new Map(options.ended),
    polls: new Map(),
    toldAt: new Map(),
  };
  for (const name of options.open) known(mind, name, false);
  return {
    know(list) {
      for (const powers of list) {
        mind.powers.set(powers.name, powers);
        if (mind.sources.has(powers.name)) known(mind, powers.name);
      }
    },
    heard(told = {}) {
      for (const [name, at] of Object.entries(told)) noteTold(mind, name, Date.parse(at));
    },
    poll(list) {
      for (const source of list) {
        mind.polls.set(source.name, pollOf(source, mind.polls.get(source.name), mind.clock.now()));
        // Its silence is worth a place on the screen also while nothing fires there.
        if (!mind.sources.has(source.name)) known(mind, source.name);
      }
    },
    take(batch, pulse) {
      for (const entry of batch.entries) if (entry.kind === 'alert') noteTold(mind, entry.alert.source, entry.at);
      const alerts = batch.entries.flatMap(entry => (entry.kind === 'alert' && stands(mind, entry) ? [entry] : []));
      if (batch.whole) for (const source of mind.sources.values()) source.isSure = true;
      return {
        told: toldLately(alerts, {polled: mind.polled, now: mind.clock.now()}),
        updates: updatesOf(mind, {alerts, whole: batch.whole}, pulse),
        groups: toldGroups(alerts.map(({alert}) => alert)),
      };
    },
    pulse: pulse => [...mind.sources].map(([name, source]) => updateOf(mind, {name, source, pulse})),
    nextEnd() {
      const ends = [...mind.sources.values()].flatMap(({alerts, powers: {resolveAfter}}) =>
        resolveAfter === undefined ? [] : [...alerts.values()].map(({toldAt}) => toldAt + resolveAfter),
      );
      return ends.length === 0 ? undefined : Math.min(...ends);
    },
    endDue: pulse => [...mind.sources].flatMap(([name, source]) => endedOf(mind, {name, source, pulse})),
    end: (ended, pulse) => endByHand(mind, ended, pulse),
  };
}

function noteTold({toldAt}: Mind, name: string, at: number): void {
  toldAt.set(name, Math.max(at, toldAt.get(name) ?? 0));
}

function known(mind: Mind, name: string, isNew = true): void {
  if (mind.polled.has(name)) return;
  const {alerts = new Map<string, Held>(), isSure = isNew} = mind.sources.get(name) ?? {};
  const powers = mind.powers.get(name) ?? {name, silence: false, resolve: true};
  mind.sources.set(name, {powers, alerts, isSure});
}

/** What was told of an alert before an operator ended it is void; what is told after that is news. */
function stands({ended}: Mind, {alert, at}: AlertEntry): boolean {
  const key = alertKey(alert);
  const endedAt = ended.get(key);
  if (endedAt === undefined) return true;
  if (at <= endedAt) return alert.status === 'resolved';
  ended.delete(key);
  return true;
}

function endByHand(mind: Mind, ended: HandEnd, pulse: FeedPulse): readonly SourceUpdate[] {
  const {source: name, fingerprint, on} = ended;
  if (mind.polled.has(name)) return [];
  mind.ended.set(alertKey(ended), on);
  const source = mind.sources.get(name);
  const held = source?.alerts.get(fingerprint);
  if (source === undefined || held === undefined || held.toldAt > on) return [];
  source.alerts.delete(fingerprint);
  const gone: Gone = {fingerprint, startsAt: held.alert.startsAt, on, reason: 'resolved-event'};
  return [{...updateOf(mind, {name, source, pulse}), alerts: {changed: [], gone: [gone]}}];
}

function updatesOf(
  mind: Mind,
  batch: {readonly alerts: readonly AlertEntry[]; readonly whole: boolean},
  pulse: FeedPulse,
): readonly SourceUpdate[] {
  const bySource = grouped(batch.alerts);
  for (const name of bySource.keys()) if (!mind.sources.has(name)) known(mind, name);
  return [...mind.sources].flatMap(([name, source]) => {
    const entries = bySource.get(name) ?? [];
    if (entries.length === 0 && !batch.whole) return [];
    const changes = changesOf(source, {entries, whole: batch.whole, name});
    return [{...updateOf(mind, {name, source, pulse}), alerts: changes, ...(batch.whole ? {whole: true} : {})}];
  });
}

function grouped(entries: readonly AlertEntry[]): Map<string, AlertEntry[]> {
  const groups = new Map<string, AlertEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.alert.source);
    if (group === undefined) groups.set(entry.alert.source, [entry]);
    else group.push(entry);
  }
  return groups;
}

function changesOf(
  source: Source,
  told: {readonly entries: readonly AlertEntry[]; readonly whole: boolean; readonly name: string},
): NonNullable<SourceUpdate['alerts']> {
  const before = new Map(source.alerts);
  const ends = new Map<string, Passed[]>();
  if (told.whole) source.alerts.clear();
  for (const entry of told.entries) takeIn(source.alerts, ends, {entry, name: told.name});
  const changed = [...source.alerts.values()].map(({alert}) => alert);
  return {
    changed: changed.filter(alert => before.get(alert.fingerprint)?.alert !== alert),
    ...endsOf({before, now: source.alerts, ends}),
  };
}

/** What fires after one more entry, and what ended by it: of one alert, occurrences may end several times in a batch. */
function takeIn(
  now: Source['alerts'],
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

function endedOf(
  mind: Mind,
  {name, source, pulse}: {readonly name: string; readonly source: Source; readonly pulse: FeedPulse},
): readonly SourceUpdate[] {
  const {resolveAfter} = source.powers;
  if (resolveAfter === undefined) return [];
  const now = mind.clock.now();
  const due = [...source.alerts.values()].filter(({toldAt}) => toldAt + resolveAfter <= now);
  if (due.length === 0) return [];
  const gone = due.map(({alert: {fingerprint, startsAt}, toldAt}): Gone => {
    source.alerts.delete(fingerprint);
    return {fingerprint, startsAt, on: toldAt + resolveAfter, reason: 'absent'};
  });
  return [{...updateOf(mind, {name, source, pulse}), alerts: {changed: [], gone}}];
}

function updateOf(
  {clock, polls, toldAt}: Mind,
  {name, source, pulse}: {readonly name: string; readonly source: Source; readonly pulse: FeedPulse},
): SourceUpdate {
  const {silence, resolve, resolveAfter} = source.powers;
  // Nobody here knows the Alertmanager that could silence it.
  const powers = {silence: false, resolve: resolve || silence, history: false, ...defined({resolveAfter})};
  const health = seenBy(polls.get(name), source.isSure ? pulse : unsure(pulse));
  // Of what the relay polls it says itself how it is.
  const told = polls.has(name) ? {} : {toldAt: toldAt.get(name) ?? 0};
  return {source: name, at: clock.now(), health: {source: name, ...health, members: [], powers, ...told}};
}
