import {SEVERITIES} from '../alert/severity.js';
import {silentWatchdogs} from '../shift/missing-watchdogs.js';
import type {PastOccurrence} from '../shift/state.js';
import {coarse} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import type {Board} from './board.js';
import {feedSentence, heldBackWords} from './feed-words.js';
import {isBlind, isUnheard, sourceWords} from './source-words.js';

/** The board as it is filtered, and all there is. */
interface Boards {
  readonly board: Board;
  readonly whole: Board;
}

/** How many alerts need somebody, and the worst of them: `8 that need you (P1 3, P2 5)`; empty for none. */
function needing({shelves}: Board): string {
  const {alerts, severities} = shelves['needs-you'];
  const said = SEVERITIES.filter(severity => severities[severity] > 0).map(one => `${one} ${severities[one]}`);
  return alerts === 0 ? '' : `${alerts} that ${alerts === 1 ? 'needs' : 'need'} you (${said.join(', ')})`;
}

/** What stands where no row needs anybody: lines of text, the first the most important. Empty when something does. */
export function emptyLines({board, whole}: Boards, state: WatchState, now: number): readonly string[] {
  if (state.live.sources.size === 0 && board.total === 0) return feedOnlyLines(state, now) ?? FIRST_START;
  if (board.shelves['needs-you'].rows.length > 0) return [];
  const unseen = needing(whole);
  if (unseen !== '') return [`The filter hides ${unseen}!`, 'esc clears the filter.'];
  const shown = board.total - board.hidden;
  if (shown === 0 && board.hidden > 0)
    return [`No alert fits this filter; it hides ${board.hidden}.`, 'esc clears the filter.'];
  const waiting = tonesOf(state, now, 'connecting');
  if (waiting.length > 0 && shown === 0) return [`Asking ${waiting.join(', ')} for alerts…`];
  return [shown === 0 && isUnknown(state, now) ? unknownText(state, now) : quietText(board, state, now)];
}

function quietText({hidden, shelves}: Board, state: WatchState, now: number): string {
  const behind = hidden > 0 ? ` The filter hides ${hidden}.` : '';
  const quiet = shelves.quiet.alerts > 0 ? ` ${shelves.quiet.alerts} quiet.` : '';
  return `Nothing needs you.${quiet}${behind}${lastText(state, now)} ${trustText(state, now)}`;
}

/** Where alerts come by a feed alone, its relay tells which sources there are: until then there are none. */
function feedOnlyLines({team}: WatchState, now: number): readonly string[] | undefined {
  if (team === undefined) return undefined;
  const {feed} = team;
  if (feed.state === 'connecting') return [`Asking ${feed.name} for alerts…`];
  const held = heldBackWords(feed);
  if (held !== undefined) return [`Nobody here knows what fires: ${held}.`];
  if (feed.state === 'up') return [`${feed.name} has not told of any source of alerts yet.`];
  return [`Nobody here knows what fires: ${feedSentence(feed, now) ?? ''}`];
}

/** No source has told anything since this process looks, and none answers; or only a feed could tell, and does not. */
export function isUnknown(state: WatchState, now: number): boolean {
  const sources = [...state.live.sources.values()];
  if (sources.length === 0) return state.team?.feed.state === 'down';
  return sources.every(health => health.lastGood === undefined && isBlind(health, now));
}

function unknownText(state: WatchState, now: number): string {
  const deaf = tonesOf(state, now, 'blind');
  return `Nobody here knows what fires: ${deaf.join(' and ')} ${deaf.length === 1 ? 'has' : 'have'} not told anything yet.`;
}

const FIRST_START: readonly string[] = [
  'No Alertmanager is configured yet.',
  'Start with  wk --alertmanager http://HOST:9093  or write a configuration with  wk config init',
  'd  plays a demo night',
];

/** Silence is only good news from a source that answers. */
function trustText(state: WatchState, now: number): string {
  const held = state.team === undefined ? undefined : heldBackWords(state.team.feed);
  if (held !== undefined) return `But ${held}, so that may not be true.`;
  const deaf = [
    ...[...state.live.sources.values()].filter(health => isUnheard(health, now)).map(({source}) => source),
    ...tonesOf(state, now, 'connecting'),
  ];
  if (deaf.length > 0)
    return `But ${deaf.join(' and ')} ${deaf.length === 1 ? 'does' : 'do'} not tell what fires, so that may not be true.`;
  const missing = [...new Set(silentWatchdogs(state).map(({source}) => source))];
  if (missing.length > 0) return `But the Watchdog of ${missing.join(' and ')} is missing, so that may not be true.`;
  const late = tonesOf(state, now, 'ageing');
  return late.length > 0
    ? `${late.join(' and ')} ${late.length === 1 ? 'is' : 'are'} late to answer.`
    : 'Sources answer.';
}

function tonesOf(state: WatchState, now: number, tone: 'blind' | 'connecting' | 'ageing'): readonly string[] {
  return [...state.live.sources.values()]
    .map(health => sourceWords(health, now))
    .filter(words => words.tone === tone)
    .map(words => words.source);
}

/** It began before it ended, whatever its sender's clock says. */
function startOf(past: PastOccurrence | undefined): number {
  return past === undefined ? 0 : Math.min(past.startsAt, past.resolvedOn);
}

/** While nothing is recorded, the log does not know of the last ones. */
function lastText({shift, recording}: WatchState, now: number): string {
  if (!recording.ok) return '';
  let last = 0;
  for (const past of shift.history.values()) last = Math.max(last, startOf(past.at(-1)));
  for (const occurrence of shift.firing.values())
    last = Math.max(last, Math.min(occurrence.startsAt, occurrence.seenAt));
  return last === 0 ? '' : ` Last alert ${coarse(now - last)} ago.`;
}
