import {type SinceHandoff, sinceHandoff} from '../handoff/since-handoff.js';
import {type Turn, turnOf} from '../schedule/turn.js';
import type {WatchState} from '../watch-state.js';
import type {EndedShift, RunningShift} from './state.js';

const MINUTE = 60_000;
/** So long, ms, before a watch ends its operator is told; a handoff that is written from then on is that of its end. */
export const ENDS_SOON = 30 * MINUTE;
/** So long, ms, a watch goes on after its handoff: it may still be changed, sent, and the rest of the list seen to. */
const AFTER_HANDOFF = 5 * MINUTE;
/** So long, ms, a feed may take to tell who else is there. */
const TELLS = {connecting: 15_000, up: 3_000};
/** However far away the next turn is, the schedules are looked at this often, ms: they may be changed elsewhere. */
const EVERY = MINUTE;
const SOON = 1_000;

type Known = Pick<WatchState, 'shift' | 'settings'>;

/** What time alone does to the watch, by the schedules: the turn that begins, or the moment at which the running watch ended. */
export type TurnDue = {readonly begins: Turn} | {readonly ended: number};

/** The end of a watch that is over, or the begin of the operator's, where either is due. Undefined where nothing is. */
export function turnDue(state: WatchState, now: number): TurnDue | undefined {
  const {turns} = state.settings;
  if (turns === undefined) return undefined;
  const {shift: running} = state.shift;
  if (running !== undefined) {
    const ended = Math.min(endsByItself(state), relievedAt(running, state, now));
    return ended <= now ? {ended} : undefined;
  }
  const turn = turnNow(state, now);
  if (turn === undefined || wasHad(turn, state) || waitsForOthers(state, now) || isElsewhere(state)) return undefined;
  return {begins: turn};
}

/** When to look at the turns again, Unix ms; never where nothing happens by itself. */
export function nextTurnLook(state: WatchState, now: number): number {
  if (state.settings.turns === undefined) return Number.POSITIVE_INFINITY;
  const {shift: running} = state.shift;
  const ends = running === undefined ? Number.POSITIVE_INFINITY : endsByItself(state);
  const waits = running === undefined && waitsForOthers(state, now) ? now + SOON : Number.POSITIVE_INFINITY;
  return Math.min(now + EVERY - (now % EVERY), waits, Math.max(ends, now + SOON));
}

/** When the running watch ends without anybody doing it: after its handoff, else a while after anybody last did something on it. */
export function endsByItself(state: Known): number {
  const {turns} = state.settings;
  const {shift: running} = state.shift;
  if (turns === undefined || running === undefined) return Number.POSITIVE_INFINITY;
  if (!isHandedOver(running, state)) return quietSince(running) + turns.grace;
  return quietSince(running) + AFTER_HANDOFF;
}

/** The handoff of a watch was written or sent when it was about to end, or later, and tells all that its reader must know. */
export function isHandedOver(watch: RunningShift | EndedShift, state: Known): boolean {
  return isWritten(watch) && untold(watch, state).length === 0;
}

/** What the handoff of the end of a watch does not tell, as it happened later; nothing where none was written. */
export function untoldAtEnd(watch: RunningShift | EndedShift, state: Known): readonly SinceHandoff[] {
  return isWritten(watch) ? untold(watch, state) : [];
}

/** The same of whichever handoff of it was written last: whoever ends it now leaves that one. */
export function untold(watch: RunningShift | EndedShift, state: Known): readonly SinceHandoff[] {
  if ('endedAt' in watch) return sinceHandoff(watch, state, watch.endedAt);
  // What happens after it would have ended is no reason for it to have gone on.
  return sinceHandoff(watch, state, quietSince(watch) + AFTER_HANDOFF);
}

function isWritten({endsAt, handoffAt}: Pick<EndedShift, 'endsAt' | 'handoffAt'>): boolean {
  return handoffAt !== undefined && (endsAt === undefined || handoffAt >= endsAt - ENDS_SOON);
}

/** When a watch of a schedule was over, its operator last did something on it, or what their handoff lacks was over; else never. */
function quietSince({endsAt, schedule, actedAt = 0, quietAt = 0}: RunningShift): number {
  return endsAt === undefined || schedule === undefined ? Number.POSITIVE_INFINITY : Math.max(endsAt, actedAt, quietAt);
}

/** The next turn of the operator has begun: the watch before it is over, whatever is owed of it. */
function relievedAt({endsAt, schedule}: RunningShift, state: WatchState, now: number): number {
  if (endsAt === undefined || schedule === undefined || now < endsAt) return Number.POSITIVE_INFINITY;
  const turn = turnNow(state, now);
  return turn !== undefined && turn.from >= endsAt ? turn.from : Number.POSITIVE_INFINITY;
}

function turnNow({settings: {turns, schedules = [], operator}}: WatchState, now: number): Turn | undefined {
  const {by} = turns ?? {};
  const named = by === undefined ? schedules : schedules.filter(({name}) => by.includes(name));
  return turnOf(named, {user: operator, now});
}

/** The operator has had the watch of this turn, and somebody ended it, or it went on to the end of the turn. */
function wasHad({from, until}: Turn, {settings: {operator}, shift: {ended}}: WatchState): boolean {
  return ended.some(({operator: by, endedAt, endsAt = Number.POSITIVE_INFINITY, byItself}) => {
    // By another schedule they are on call for longer: the next watch begins where that one ended.
    const isLess = byItself === true && endsAt < until;
    return by === operator && endedAt > from && endsAt > from && !isLess;
  });
}

/** Whoever has a cockpit elsewhere is known a moment after the feed is up. */
function waitsForOthers({team}: WatchState, now: number): boolean {
  if (team === undefined || team.feed.state === 'down') return false;
  return now - team.feed.since < TELLS[team.feed.state];
}

/** The operator's watch runs in another cockpit of theirs, or begins there: of several that see it, in one. */
function isElsewhere({team, shift, settings: {operator}}: WatchState): boolean {
  if (team === undefined || team.feed.state !== 'up') return false;
  return [...team.present.values()].some(
    ({by, origin, watch}) => by === operator && origin !== shift.origin && (watch === true || origin < shift.origin),
  );
}
