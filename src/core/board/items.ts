import {type Alert, type AlertKey, alertKey, alertName} from '../alert/alert.js';
import {ackOf, type Disposition, dispositionOf, freedAt, isSeenLoose} from '../alert/disposition.js';
import {endedAcks, isLately, lapsing} from '../alert/lapse.js';
import {SEVERITIES, severityOf} from '../alert/severity.js';
import {ackDueAt} from '../alert/sla.js';
import {startedAt} from '../alert/started.js';
import {isWatchdog} from '../alert/watchdog.js';
import {type PagerOwner, pagerOwners} from '../escalation/pager-owners.js';
import {changedKeys} from '../layered-map.js';
import type {WatchState} from '../watch-state.js';
import type {BoardItem, ShelfName} from './board.js';
import {rememberedAlert, rememberedAlerts} from './remembered.js';

/**
 * Answers the place of an alert at a moment, by its key: of one that a source shows, or of one of a silent source as the
 * journal last knew it.
 */
export function itemsAt(state: WatchState, now: number): (key: AlertKey) => BoardItem | undefined {
  const live = around(state, now, false);
  const silent = {...live, remembered: true};
  return key => {
    const shown = state.live.alerts.get(key);
    if (shown !== undefined) return keptItem(key, shown, live);
    const remembered = rememberedAlert(key, state);
    return remembered === undefined ? undefined : keptItem(key, remembered, silent);
  };
}

/** The keys of all that have a place. */
export function shownKeys(state: WatchState): readonly AlertKey[] {
  return [...state.live.alerts.keys(), ...rememberedAlerts(state).map(alertKey)];
}

/** Alerts whose place is found in one step. */
const STEP = 500;

/**
 * Finds the places of alerts that are new ahead of the board, some at each step, so that a crowd of them does not hold
 * up the screen at once. Fewer than make a step are done with the first.
 */
export function itemsAhead(): (state: WatchState, now: number) => Generator<void> {
  let last: WatchState['live']['alerts'] = new Map();
  return function* ahead(state, now) {
    const {alerts} = state.live;
    const changed = changedKeys(last, alerts);
    last = alerts;
    const live = around(state, now, false);
    let made = 0;
    for (const key of changed) {
      const alert = alerts.get(key);
      if (alert === undefined || kept.has(alert)) continue;
      keptItem(key, alert, live);
      made += 1;
      if (made % STEP === 0) yield;
    }
  };
}

function around(state: WatchState, now: number, remembered: boolean): Around {
  const {live, shift} = state;
  return {
    state,
    now,
    lapsing: lapsing(live.silences, now),
    endedAcks: endedAcks(shift.acks),
    owners: pagerOwners(state),
    remembered,
  };
}

/** What surrounds all alerts at a moment. */
interface Around {
  readonly state: WatchState;
  readonly now: number;
  readonly lapsing: ReturnType<typeof lapsing>;
  readonly endedAcks: ReturnType<typeof endedAcks>;
  readonly owners: ReadonlyMap<AlertKey, PagerOwner>;
  readonly remembered: boolean;
}

interface Kept {
  readonly grounds: readonly unknown[];
  readonly item: BoardItem;
}

const kept = new WeakMap<Alert, Kept>();

/** Most alerts are the same as a moment ago, and so is their place. */
function keptItem(key: AlertKey, alert: Alert, around: Around): BoardItem {
  const grounds = groundsOf(key, alert, around);
  const known = kept.get(alert);
  if (known !== undefined && isSame(known.grounds, grounds)) return known.item;
  const item = itemOf(key, alert, around);
  kept.set(alert, {grounds, item});
  return item;
}

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  if (before.length !== now.length) return false;
  for (let index = 0; index < now.length; index++) if (before[index] !== now[index]) return false;
  return true;
}

/** All that an alert's place is made of, beside the alert itself. */
function groundsOf(key: AlertKey, alert: Alert, around: Around): readonly unknown[] {
  const owner = around.owners.get(key);
  const held = holdersOf(key, alert, around);
  const holders = owner === undefined ? held : [...held, owner.by, owner.at, owner.on];
  // One that says it starts later began when it was first seen; nearly all others need no look at the journal for that.
  return alert.startsAt > around.now ? [...holders, around.state.shift.firing.get(key)?.seenAt] : holders;
}

/** What holds an alert, or else what held it until lately. */
function holdersOf(key: AlertKey, alert: Alert, {state, now, lapsing, endedAcks}: Around): readonly unknown[] {
  const {live, shift, settings} = state;
  const ack = ackOf(alert, state, now);
  if (ack !== undefined && !isSeenLoose(ack, alert, state)) {
    return [settings, ack, live.silences.get(`${alert.source}/${ack.silence?.id}`)];
  }
  if (alert.silencedBy.length > 0) {
    const keys = alert.silencedBy.map(silence => `${alert.source}/${silence}`);
    return [settings, ...keys.map(silence => live.silences.get(silence) ?? shift.silencesSeen.get(silence))];
  }
  const [inhibitor] = alert.inhibitedBy;
  if (inhibitor !== undefined) {
    const by = alertKey({source: alert.source, fingerprint: inhibitor});
    return [settings, live.alerts.get(by) ?? shift.firing.get(by)];
  }
  if (alert.state === 'suppressed' || alert.mutedBy.length > 0) return [settings];
  const ended = endedAcks.get(key);
  return [
    settings,
    freedAt(alert, state, key),
    lapsing,
    ended,
    ended !== undefined && isLately(ended.endedAt ?? 0, now),
  ];
}

function itemOf(key: AlertKey, alert: Alert, {state, now, owners, remembered}: Around): BoardItem {
  const {severity, known} = severityOf(alert.labels, state.settings.severity);
  const disposition = dispositionOf(alert, state, now);
  const watchdog = isWatchdog(alert, state.settings.watchdogs);
  const heldUntil = disposition.lapsed?.at ?? disposition.unsilencedAt;
  const since = startedAt(alert, {key, firing: state.shift.firing, now});
  const owner = disposition.kind === 'unacked' && disposition.unheld !== true ? owners.get(key) : undefined;
  const elsewhere = owner !== undefined && owner.on >= since ? {by: owner.by, at: owner.at} : undefined;
  return {
    key,
    alert,
    name: alertName(alert),
    severity,
    known,
    disposition,
    shelf: watchdog ? 'quiet' : shelfOf(disposition),
    since,
    dueAt:
      elsewhere === undefined
        ? ackDueAt({severity, startsAt: since, heldUntil}, state.settings)
        : Number.MAX_SAFE_INTEGER,
    rank:
      SEVERITIES.indexOf(severity) * 2 +
      Number(disposition.kind === 'acking') +
      (elsewhere === undefined ? 0 : TAKEN_ELSEWHERE),
    ...(elsewhere && {elsewhere}),
    watchdog,
    remembered,
  };
}

/** Behind whatever nobody has. */
const TAKEN_ELSEWHERE = 2 * SEVERITIES.length;

/** An ack that is asked for and not placed yet has told nobody: its alert still needs somebody. */
function shelfOf({kind}: Disposition): ShelfName {
  if (kind === 'unacked' || kind === 'acking') return 'needs-you';
  return kind === 'acked' ? 'on-it' : 'quiet';
}
