import {type AlertKey, alertKey} from '../alert/alert.js';
import type {Severity} from '../alert/severity.js';
import type {WatchState} from '../watch-state.js';
import {alertGroups, standingOf} from './alert-groups.js';
import type {EscalationClock, Ladder, Rung} from './ladder.js';

/** A level that is due and that nobody was called of since. Times are Unix ms. */
export interface DueLevel {
  /** Names the group of alerts, as `stop-escalation` takes it. */
  readonly group: string;
  readonly title: string;
  readonly severity: Severity;
  readonly level: string;
  readonly who: readonly string[];
  readonly clock: EscalationClock;
  readonly dueAt: number;
  readonly since: number;
  /** Then it is sent by itself, unless somebody stops it. */
  readonly sendsAt?: number;
}

export interface DueLevels {
  /** What sends itself first, the soonest first; then the worst, and of those the oldest. */
  readonly all: readonly DueLevel[];
  readonly of: ReadonlyMap<AlertKey, DueLevel>;
}

const NONE: DueLevels = {all: [], of: new Map()};
const foundIn = new WeakMap<WatchState, DueLevels>();

/** The levels that are due of groups that fire and are not held back, one for each group. Made once for each state. */
export function dueLevels(state: WatchState, now: number): DueLevels {
  const known = foundIn.get(state);
  if (known !== undefined) return known;
  const found = state.shift.ladders.size === 0 ? NONE : dueIn(state, now);
  foundIn.set(state, found);
  return found;
}

/** What is about to be sent by itself, the soonest first. */
export function announcedLevels(state: WatchState, now: number): readonly (DueLevel & {readonly sendsAt: number})[] {
  return dueLevels(state, now).all.flatMap(one => {
    const {sendsAt} = one;
    return sendsAt === undefined ? [] : [{...one, sendsAt}];
  });
}

function dueIn(state: WatchState, now: number): DueLevels {
  const groups = alertGroups(state);
  const of = new Map<AlertKey, DueLevel>();
  const all: DueLevel[] = [];
  for (const ladder of state.shift.ladders.values()) {
    const rung = waitingRung(ladder);
    const group = rung && groups.get(ladder.group);
    const standing = group && standingOf(group, state, now);
    if (rung === undefined || group === undefined || standing === undefined) continue;
    const {level, who, clock, dueAt, since, sendsAt} = rung;
    const {title, severity} = standing;
    const due = {group: ladder.group, title, severity, level, who, clock, dueAt, since};
    const one: DueLevel = sendsAt === undefined ? due : {...due, sendsAt};
    all.push(one);
    for (const alert of group.alerts) of.set(alertKey(alert), one);
  }
  return {all: all.sort(byUrgency), of};
}

/** What sends itself counts first; else the last one that came due since somebody was called. */
function waitingRung({rungs, escalatedAt = 0}: Ladder): Rung | undefined {
  const waiting = Object.values(rungs)
    .filter(
      ({requestedAt, dueAt, sendsAt}) => requestedAt === undefined && (sendsAt !== undefined || dueAt > escalatedAt),
    )
    .sort((a, b) => b.dueAt - a.dueAt);
  return waiting.find(({sendsAt}) => sendsAt !== undefined) ?? waiting[0];
}

function byUrgency(a: DueLevel, b: DueLevel): number {
  const [first, second] = [a.sendsAt ?? Number.MAX_SAFE_INTEGER, b.sendsAt ?? Number.MAX_SAFE_INTEGER];
  return first - second || (a.severity < b.severity ? -1 : Number(a.severity > b.severity)) || a.dueAt - b.dueAt;
}
