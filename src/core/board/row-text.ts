import {alertName} from '../alert/alert.js';
import {summaryOf} from '../alert/summary.js';
import {hhmm} from '../time/clock-text.js';
import {coarse} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import type {BoardRow, RowContext} from './board.js';
import {knownAt} from './known-at.js';
import {rowNotes} from './row-notes.js';
import {type StateWords, stateWords} from './row-state.js';
import {isBlind, silentSince} from './source-words.js';
import {doingText, presenceTag, rowPresence} from './team-notes.js';
import {whereOf} from './where.js';

/** The words of one row, unpadded and uncut; all remote text in it has been filtered where it entered. */
export interface RowText extends StateWords {
  /** `P1`, or `P3?` where the severity is a guess. */
  readonly severity: string;
  readonly name: string;
  /** How many other names the alerts of its group have. */
  readonly otherNames: number;
  /** `eu/payments`; cut at its end. */
  readonly place: string;
  /** `db-7 /var/lib/pg`; cut at its start. */
  readonly ident: string;
  readonly summary: string;
  /** What belongs behind the summary and is never cut for it: who held it before, what is owed. */
  readonly notes: string;
  /** `×4`; empty for one. */
  readonly count: string;
  readonly age: string;
  /** Who else is on it now: `lee is reading it`, `lee runs step 3`. */
  readonly doing: string;
  /** The same where there is no room for that: `@lee`. */
  readonly present: string;
  /** Its source does not answer: what is shown is of then. Dim it. */
  readonly asOf?: string;
}

/** What a row says now. Made for the rows in sight only. */
export function rowText(row: BoardRow, state: WatchState, context: RowContext): RowText {
  const {now, unicode} = context;
  const {lead} = row;
  const asOf = asOfText(row, state, now);
  const present = rowPresence(row, state);
  const notes = rowNotes(row, state, context);
  const between = unicode ? ' · ' : ' - ';
  return {
    ...stateWords(row, context),
    severity: row.known ? row.severity : `${row.severity}?`,
    name: alertName(lead.alert),
    ...whereOf(row, state.live.sources),
    summary: summaryOf(lead.alert.annotations),
    notes: notes.join(between),
    count: row.items.length > 1 ? `${unicode ? '×' : 'x'}${row.items.length}` : '',
    age: coarse(now - row.since),
    doing: present.map(doingText).join(between),
    present: presenceTag(present, lead.disposition.owner),
    ...(asOf !== undefined && {asOf}),
  };
}

/** Of which rows in sight seconds are shown: the nearest deadlines within two minutes, three at most. */
export function preciseRows(rows: readonly BoardRow[], now: number): ReadonlySet<string> {
  const near = rows
    .filter(
      ({shelf, lead, dueAt}) =>
        shelf === 'needs-you' && lead.disposition.kind === 'unacked' && dueAt > now && dueAt - now < 120_000,
    )
    .sort((left, right) => left.dueAt - right.dueAt);
  return new Set(near.slice(0, 3).map(row => row.key));
}

/** Of when a row is, where its source, or every member that had it, does not answer: `as of 03:38`. */
export function asOfText(row: BoardRow, state: WatchState, now: number): string | undefined {
  const health = state.live.sources.get(row.lead.alert.source);
  const isHistory = row.lead.remembered || (health !== undefined && isBlind(health, now));
  const silent = health === undefined || isHistory ? undefined : silentSince(health, row.lead.alert);
  if (silent !== undefined) return `as of ${hhmm(silent, state.settings.ui.timeZone)}`;
  if (!isHistory) return undefined;
  const then = row.lead.remembered ? knownAt(state, row.lead.alert.source) : health?.lastGood;
  return then === undefined ? 'as of an unknown time' : `as of ${hhmm(then, state.settings.ui.timeZone)}`;
}
