import {type Alert, type AlertKey, alertKey} from '../../core/alert/alert.js';
import {parseFeedId} from '../../core/feed/feed-id.js';
import type {FeedAlert, FeedSource, PolledSource} from '../../core/feed/message.js';
import type {ToldGroup} from '../../core/feed/told-groups.js';
import type {Gone, SourceUpdate} from '../../core/live/update.js';
import type {Clock, HandEnd} from '../../core/ports.js';
import {defined} from '../../lib/defined.js';
import {alertChanges} from './alert-changes.js';
import type {AlertEntry, FeedBatch} from './collector.js';
import {type FeedPulse, type Poll, pollOf, seenBy, unsure} from './pulse.js';
import {toldGroups} from './told-groups.js';
import {toldLately} from './told-lately.js';
import {type Held, isSeenToEnd, keptUnconfirmed, unconfirmedIn} from './unconfirmed.js';

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
  /** Whether all that fires was told by the stream as it is now. */
  areConfirmed(): boolean;
  /** How every source that only the feed knows is now. */
  pulse(pulse: FeedPulse): readonly SourceUpdate[];
  /** When the next alert ends because it was not told again, Unix ms; and what has ended by then. */
  nextEnd(): number | undefined;
  endDue(pulse: FeedPulse): readonly SourceUpdate[];
  /** What an operator has ended goes, until it is told again. */
  end(ended: HandEnd, pulse: FeedPulse): readonly SourceUpdate[];
}

interface Source {
  readonly powers: FeedSource;
  readonly alerts: Map<string, Held>;
  /** False as long as only the journal knows what fires there: the feed has still to tell all of it. */
  isSure: boolean;
  /** Something that fires there may not be confirmed. */
  isDoubted: boolean;
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
  /** What fires by the journal, until the feed has told what does. */
  remembered: readonly Alert[];
  /** The epoch that was heard last, of this process or an earlier one. */
  epoch: string | undefined;
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
  /** What fires there by the journal. */
  readonly firing?: readonly Alert[];
  /** The id that was heard last. */
  readonly after?: string | undefined;
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
    remembered: options.firing ?? [],
    epoch: epochOf(options.after),
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
      if (batch.whole) beSure(mind);
      const updates = updatesOf(mind, {alerts, whole: batch.whole, anewAt: anewAt(mind, batch)}, pulse);
      mind.epoch = epochOf(batch.reached) ?? mind.epoch;
      if (batch.whole) mind.remembered = [];
      return {
        told: toldLately(alerts, {polled: mind.polled, now: mind.clock.now()}),
        updates,
        groups: toldGroups(alerts.map(({alert}) => alert)),
      };
    },
    areConfirmed: () => [...mind.sources.values()].every(({isDoubted}) => !isDoubted),
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

function beSure({sources}: Mind): void {
  for (const source of sources.values()) source.isSure = true;
}

/** When it was heard that the stream was made anew, Unix ms: what it lacks may fire all the same. */
function anewAt({epoch, clock}: Mind, batch: FeedBatch): number | undefined {
  return batch.whole && epoch !== undefined && epochOf(batch.reached) !== epoch ? clock.now() : undefined;
}

function epochOf(id: string | undefined): string | undefined {
  return id === undefined ? undefined : parseFeedId(id)?.epoch;
}

function known(mind: Mind, name: string, isNew = true): void {
  if (mind.polled.has(name)) return;
  const {alerts = new Map<string, Held>(), isSure = isNew, isDoubted = false} = mind.sources.get(name) ?? {};
  const powers = mind.powers.get(name) ?? {name, silence: false, resolve: true};
  mind.sources.set(name, {powers, alerts, isSure, isDoubted});
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
  batch: {readonly alerts: readonly AlertEntry[]; readonly whole: boolean; readonly anewAt: number | undefined},
  pulse: FeedPulse,
): readonly SourceUpdate[] {
  const bySource = grouped(batch.alerts);
  for (const name of bySource.keys()) if (!mind.sources.has(name)) known(mind, name);
  return [...mind.sources].flatMap(([name, source]) => {
    const entries = bySource.get(name) ?? [];
    if (entries.length === 0 && !batch.whole) return [];
    const kept = batch.whole ? keptOf(mind, {name, source}, batch.anewAt) : [];
    source.isDoubted ||= kept.length > 0;
    const changes = alertChanges(source.alerts, {entries, whole: batch.whole, kept, name});
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

function keptOf(
  {remembered}: Mind,
  {name, source}: {readonly name: string; readonly source: Source},
  anewAt: number | undefined,
): readonly Held[] {
  const own = anewAt === undefined ? [] : remembered.filter(alert => alert.source === name);
  // When the journal's were told last is not known: their time begins now.
  const known = own.map(alert => ({alert, toldAt: anewAt ?? 0}));
  return keptUnconfirmed([...known, ...source.alerts.values()], anewAt);
}

function endedOf(
  mind: Mind,
  {name, source, pulse}: {readonly name: string; readonly source: Source; readonly pulse: FeedPulse},
): readonly SourceUpdate[] {
  const {resolveAfter = Number.POSITIVE_INFINITY} = source.powers;
  const poll = mind.polls.get(name);
  const now = mind.clock.now();
  const due = [...source.alerts.values()].filter(
    ({alert, toldAt}) => toldAt + resolveAfter <= now || isSeenToEnd(alert, poll),
  );
  if (due.length === 0) return [];
  const gone = due.map(({alert: {fingerprint, startsAt}, toldAt}): Gone => {
    source.alerts.delete(fingerprint);
    return {fingerprint, startsAt, on: Math.min(now, toldAt + resolveAfter), reason: 'absent'};
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
  const open = unconfirmedIn(source.isDoubted ? source.alerts.values() : []);
  source.isDoubted = open.unconfirmed !== undefined;
  return {source: name, at: clock.now(), health: {source: name, ...health, members: [], powers, ...told, ...open}};
}
