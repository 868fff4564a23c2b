import {type Alert, type AlertKey, alertKey} from '../alert/alert.js';
import type {Severity} from '../alert/severity.js';
import type {WatchState} from '../watch-state.js';
import {type AlertGroup, alertGroups, standingOf} from './alert-groups.js';
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

type AnnouncedLevel = DueLevel & {readonly sendsAt: number};

export interface DueLevels {
  /** The soonest first. */
  readonly announced: readonly AnnouncedLevel[];
  /** What waits for somebody: how many, and the worst of them, of those the oldest. */
  readonly waiting: number;
  readonly first?: DueLevel;
  readonly of: ReadonlyMap<AlertKey, DueLevel>;
}

const NONE: DueLevels = {announced: [], waiting: 0, of: new Map()};
const foundIn = new WeakMap<WatchState, DueLevels>();

/** The levels that are due of groups that fire and are not held back, one for each group. Made once for each state. */
export function dueLevels(state: WatchState, now: number): DueLevels {
  const known = foundIn.get(state);
  if (known !== undefined) return known;
  const found = state.shift.ladders.size === 0 ? NONE : dueIn(state, now);
  foundIn.set(state, found);
  return found;
}

/** Ladders may be as many as groups fire: each is looked at for no longer than a rung and a flag take. */
function dueIn(state: WatchState, now: number): DueLevels {
  const groups = alertGroups(state);
  const of = new Map<AlertKey, DueLevel>();
  const all: DueLevel[] = [];
  for (const ladder of state.shift.ladders.values()) {
    const rung = waitingRung(ladder);
    const group = rung && groups.get(ladder.group);
    if (rung === undefined || group === undefined || isHeldBack(group, rung, {state, now})) continue;
    const one = dueOf(ladder, rung);
    all.push(one);
    for (const alert of group.alerts) if (concerns(rung, alert)) of.set(alertKey(alert), one);
  }
  return {...sorted(all), of};
}

function dueOf({group, title, severity}: Ladder, {level, who, clock, dueAt, since, sendsAt}: Rung): DueLevel {
  const due = {group, title, severity, level, who, clock, dueAt, since};
  return sendsAt === undefined ? due : {...due, sendsAt};
}

/** Of a group, what is held back waits for nobody; what is acked is held back, too, and its other clocks run. */
function concerns({clock}: Rung, {state}: Alert): boolean {
  return clock !== 'unacked' || state !== 'suppressed';
}

function sorted(all: readonly DueLevel[]): Omit<DueLevels, 'of'> {
  const announced = all.flatMap(one => (one.sendsAt === undefined ? [] : [{...one, sendsAt: one.sendsAt}]));
  let first: DueLevel | undefined;
  for (const one of all) if (one.sendsAt === undefined && (first === undefined || comesBefore(one, first))) first = one;
  return {
    announced: announced.sort((a, b) => a.sendsAt - b.sendsAt),
    waiting: all.length - announced.length,
    ...(first && {first}),
  };
}

const rungOf = new WeakMap<Ladder, Rung | null>();

/** What sends itself counts first; else the last one that came due since somebody was called. */
function waitingRung(ladder: Ladder): Rung | undefined {
  const known = rungOf.get(ladder);
  if (known !== undefined) return known ?? undefined;
  const {rungs, escalatedAt = 0} = ladder;
  const open = Object.values(rungs)
    .filter(
      ({requestedAt, dueAt, sendsAt}) => requestedAt === undefined && (sendsAt !== undefined || dueAt > escalatedAt),
    )
    .sort((a, b) => b.dueAt - a.dueAt);
  const found = open.find(({sendsAt}) => sendsAt !== undefined) ?? open[0];
  rungOf.set(ladder, found ?? null);
  return found;
}

/** Nobody waits for what is silenced, inhibited or muted; of what is acked, the source says that too, so it is looked into. */
function isHeldBack(
  group: AlertGroup,
  rung: Rung,
  {state, now}: {readonly state: WatchState; readonly now: number},
): boolean {
  if (group.alerts.some(alert => alert.state !== 'suppressed')) return false;
  return rung.clock === 'unacked' || standingOf(group, state, now) === undefined;
}

function comesBefore(a: DueLevel, b: DueLevel): boolean {
  return a.severity === b.severity ? a.dueAt < b.dueAt : a.severity < b.severity;
}
