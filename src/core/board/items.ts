import {type Alert, alertKey, alertName} from '../alert/alert.js';
import {type Disposition, dispositionOf} from '../alert/disposition.js';
import {severityOf} from '../alert/severity.js';
import {ackDueAt} from '../alert/sla.js';
import {isWatchdog} from '../alert/watchdog.js';
import type {WatchState} from '../watch-state.js';
import type {BoardItem, ShelfName} from './board.js';
import {rememberedAlerts} from './remembered.js';

/** Every alert with its place: those the sources show, and those of silent sources as the journal last knew them. */
export function boardItems(state: WatchState, now: number): readonly BoardItem[] {
  const items: BoardItem[] = [];
  for (const alert of state.live.alerts.values()) items.push(itemOf(alert, state, {now, remembered: false}));
  for (const alert of rememberedAlerts(state)) items.push(itemOf(alert, state, {now, remembered: true}));
  return items;
}

function itemOf(
  alert: Alert,
  state: WatchState,
  {now, remembered}: {readonly now: number; readonly remembered: boolean},
): BoardItem {
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
    watchdog,
    remembered,
  };
}

/** An ack that is asked for and not placed yet has told nobody: its alert still needs somebody. */
function shelfOf({kind}: Disposition): ShelfName {
  if (kind === 'unacked' || kind === 'acking') return 'needs-you';
  return kind === 'acked' ? 'on-it' : 'quiet';
}
