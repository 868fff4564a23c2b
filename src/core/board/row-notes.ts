import {type Alert, type AlertKey, alertKey} from '../alert/alert.js';
import type {Lapse} from '../alert/lapse.js';
import {notifyText} from '../alert/notifiers.js';
import {updateDue} from '../alert/sla.js';
import {announcedWords} from '../escalation/announced-send.js';
import {dueLevels} from '../escalation/due-levels.js';
import {pagerOwnerText, stayingText} from '../escalation/pager-owner.js';
import type {Note} from '../shift/state.js';
import {hhmm} from '../time/clock-text.js';
import {coarse} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import type {BoardRow, RowContext} from './board.js';
import {endingWords} from './ending-words.js';
import {pageNote} from './page-note.js';

/** What belongs behind the summary: who held it before, who rests it, what is owed, why an ack does not hold. */
export function rowNotes(row: BoardRow, state: WatchState, context: RowContext): readonly string[] {
  const ending = endingWords(state.live.sources.get(row.lead.alert.source));
  return [
    ...escalationNote(row, state, context),
    ...pageNote(row, state, context.now),
    ...goneNote(
      row.items.map(item => item.alert),
      state.settings.ui.timeZone,
    ),
    ...unconfirmedNote(
      row.items.map(item => item.alert),
      state.settings.ui.timeZone,
    ),
    ...heldNotes(row, state, context),
    ...(ending === undefined ? [] : [ending]),
  ];
}

/** A level that is due, or that sends itself: `secondary due 3m`, `pages lead in 0:24`, `relay pages lead in 0:24`. */
function escalationNote({items}: BoardRow, state: WatchState, {now}: RowContext): readonly string[] {
  const {of} = dueLevels(state, now);
  const due = of.size === 0 ? undefined : items.map(({key}) => of.get(key)).find(one => one !== undefined);
  if (due === undefined) return [];
  const {level, sendsAt} = due;
  if (sendsAt !== undefined) return [announcedWords({level, sendsAt}, state, now)];
  return [`${level} due ${coarse(Math.max(0, now - due.dueAt))}`];
}

/** Its source no longer shows it, and it has not resolved: an alert may be missing for a moment and still fire. */
export function goneNote(alerts: readonly Pick<Alert, 'absentSince'>[], zone: string | undefined): readonly string[] {
  const since = alerts.flatMap(({absentSince}) => absentSince ?? []);
  if (since.length === 0 || since.length < alerts.length) return [];
  return [`not listed since ${hhmm(Math.min(...since), zone)}, resolves if that lasts`];
}

/** The relay that told of it has lost its stream since, and nobody has told of it again. */
export function unconfirmedNote(
  alerts: readonly Pick<Alert, 'unconfirmedSince'>[],
  zone: string | undefined,
): readonly string[] {
  const since = alerts.flatMap(({unconfirmedSince}) => unconfirmedSince ?? []);
  if (since.length === 0 || since.length < alerts.length) return [];
  return [`as of ${hhmm(Math.min(...since), zone)}, when the relay lost its stream; R ends it`];
}

function heldNotes(row: BoardRow, state: WatchState, {now}: RowContext): readonly string[] {
  const {disposition} = row.lead;
  const zone = state.settings.ui.timeZone;
  if (disposition.trouble !== undefined) return [disposition.trouble];
  switch (disposition.kind) {
    case 'unacked': {
      const {lapsed} = disposition;
      const elsewhere = pagerOwnerText(row.lead.alert, row.lead.since, state) ?? stayingText(row.lead.alert, state);
      return [
        ...(elsewhere === undefined ? [] : [elsewhere]),
        ...notifyingNote(row.lead.alert),
        ...(lapsed ? [lapseText(lapsed, zone)] : []),
      ];
    }
    case 'acked':
      return [...reminderNote(row, now), ...owedNote(row, state, now)];
    case 'silenced':
      return disposition.by === undefined || row.lead.watchdog ? [] : [`by ${disposition.by}`];
    case 'inhibited':
    case 'muted':
      return [`by ${disposition.by}`];
    default:
      return [];
  }
}

/** Somebody else, who asked for it just now: it holds nothing yet. */
export function ackingNote(
  {lead: {disposition}}: BoardRow,
  {settings}: Pick<WatchState, 'settings'>,
): readonly string[] {
  const {kind, owner, trouble} = disposition;
  if (kind !== 'acking' || owner === undefined || owner === settings.operator || trouble !== undefined) return [];
  return [`${owner} acks it, not placed yet`];
}

/** A silence, or an alert that inhibits, which only some members know of holds nothing. */
export function notifyingNote({notifying}: Alert): readonly string[] {
  return notifying === undefined ? [] : [`held back in part: ${notifyText(notifying)}`];
}

/** Who held it and how that ended, as far as it is known: `was acked by lee until 03:30`. */
export function lapseText({was, by, at, early}: Lapse, zone: string | undefined): string {
  const how = was === 'acked' ? 'its silence ended' : 'ended early';
  return early ? `was ${was} by ${by}, ${how} ${hhmm(at, zone)}` : `was ${was} by ${by} until ${hhmm(at, zone)}`;
}

function reminderNote({items}: BoardRow, now: number): readonly string[] {
  const reminded = items.find(item => item.disposition.reminder !== undefined)?.disposition;
  if (reminded?.since === undefined) return [];
  const worse = reminded.reminder === 'severity' ? ', worse now' : '';
  return [`yours for ${coarse(now - reminded.since)}${worse}`];
}

function owedNote(row: BoardRow, state: WatchState, now: number): readonly string[] {
  const {since, owner} = row.lead.disposition;
  if (since === undefined || owner !== state.settings.operator) return [];
  const lastUpdate = row.items.reduce(
    (last, item) => Math.max(last, lastNotes(state.shift.notes).get(item.key) ?? 0),
    0,
  );
  const due = updateDue({severity: row.severity, since, lastUpdate}, state.settings, now);
  if (!due) return [];
  return [due.breached ? `update late ${coarse(-due.left)}` : `update due in ${coarse(due.left)}`];
}

const lastNotesOf = new WeakMap<readonly Note[], ReadonlyMap<AlertKey, number>>();

/** When each alert was last written about; made once for each list of notes. */
function lastNotes(notes: readonly Note[]): ReadonlyMap<AlertKey, number> {
  const known = lastNotesOf.get(notes);
  if (known) return known;
  const last = new Map<AlertKey, number>();
  // Another account's may come here late.
  for (const {alert, at} of notes) if (alert) last.set(alertKey(alert), Math.max(at, last.get(alertKey(alert)) ?? at));
  lastNotesOf.set(notes, last);
  return last;
}
