import {type Alert, alertKey, alertName} from '../alert/alert.js';
import {type Disposition, dispositionOf} from '../alert/disposition.js';
import {endedAcks, endedSilences} from '../alert/lapse.js';
import {SEVERITIES, severityOf} from '../alert/severity.js';
import {ackDueAt} from '../alert/sla.js';
import {isWatchdog} from '../alert/watchdog.js';
import type {WatchState} from '../watch-state.js';
import type {BoardItem, ShelfName} from './board.js';
import {rememberedAlerts} from './remembered.js';

/** Every alert with its place: those the sources show, and those of silent sources as the journal last knew them. */
export function boardItems(state: WatchState, now: number): readonly BoardItem[] {
  const items: BoardItem[] = [];
  for (const alert of state.live.alerts.values()) items.push(keptItem(alert, state, {now, remembered: false}));
  for (const alert of rememberedAlerts(state)) items.push(keptItem(alert, state, {now, remembered: true}));
  return items;
}

interface Look {
  readonly now: number;
  readonly remembered: boolean;
}

interface Kept {
  readonly grounds: readonly unknown[];
  readonly item: BoardItem;
}

const kept = new WeakMap<Alert, Kept>();

/** Most alerts are the same as a moment ago, and so is their place. */
function keptItem(alert: Alert, state: WatchState, look: Look): BoardItem {
  const grounds = groundsOf(alert, state, look);
  const known = kept.get(alert);
  if (known?.grounds.every((ground, index) => ground === grounds[index])) return known.item;
  const item = itemOf(alert, state, look);
  kept.set(alert, {grounds, item});
  return item;
}

/** All that an alert's place is made of, beside the alert itself. What held it before is a matter of time, too. */
function groundsOf(alert: Alert, {live, shift, settings}: WatchState, {now}: Look): readonly unknown[] {
  const key = alertKey(alert);
  const id = shift.ackOf.get(key);
  const ack = id === undefined ? undefined : shift.acks.get(id);
  const occurrence = shift.firing.get(key);
  const wasAcked = endedAcks(shift.acks).get(key);
  const wereSilences = endedSilences(live.silences);
  const own = [settings, occurrence, ack, wasAcked, wereSilences];
  const isFree = alert.state !== 'suppressed' && alert.silencedBy.length + alert.inhibitedBy.length === 0;
  const isPlain = isFree && ack === undefined && wasAcked === undefined && wereSilences.length === 0;
  return isPlain ? own : [...own, live.silences, shift.silencesSeen, live.alerts, Math.floor(now / 60_000)];
}

function itemOf(alert: Alert, state: WatchState, {now, remembered}: Look): BoardItem {
  const {severity, known} = severityOf(alert.labels, state.settings.severity);
  const disposition = dispositionOf(alert, state, now);
  const watchdog = isWatchdog(alert, state.settings.watchdogs);
  const heldUntil = disposition.lapsed?.at ?? disposition.unsilencedAt;
  return {
    key: alertKey(alert),
    alert,
    name: alertName(alert),
    severity,
    known,
    disposition,
    shelf: watchdog ? 'quiet' : shelfOf(disposition),
    dueAt: ackDueAt({severity, startsAt: alert.startsAt, heldUntil}, state.settings.severity.sla),
    rank: SEVERITIES.indexOf(severity) * 2 + Number(disposition.kind === 'acking'),
    watchdog,
    remembered,
  };
}

/** An ack that is asked for and not placed yet has told nobody: its alert still needs somebody. */
function shelfOf({kind}: Disposition): ShelfName {
  if (kind === 'unacked' || kind === 'acking') return 'needs-you';
  return kind === 'acked' ? 'on-it' : 'quiet';
}
