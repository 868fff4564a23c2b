import type {AlertKey} from '../alert/alert.js';
import type {Severity} from '../alert/severity.js';
import type {WatchState} from '../watch-state.js';
import {groupsOfAlerts, type Standing, standingOf} from './alert-groups.js';
import {type Due, nextLevel, outlookOf} from './clocks.js';
import type {Ladder} from './ladder.js';
import {type Level, levelsOf, type Policy, policyFor} from './policy.js';
import {reachOf, unknownText} from './reach.js';

/** A level as it is shown. Times are Unix ms. */
export interface LadderRow {
  /** As `escalate` takes it, from 1. */
  readonly level: number;
  readonly name: string;
  /** So long, ms, after nobody acked it is due. */
  readonly after: number;
  readonly who: readonly string[];
  /** Targets; empty where it is whoever looks at this. */
  readonly by: readonly string[];
  /** When it is due, or was; absent where its clock does not run. */
  readonly dueAt?: number;
  /** Then it is sent by itself, unless somebody stops it. */
  readonly sendsAt?: number;
  readonly calledAt?: number;
  readonly auto: boolean;
  /** What of whom it calls is not known. */
  readonly unknown?: string;
}

/** The ladder of a group of alerts: who would be called at each level, by what, and when. */
export interface LadderView {
  /** Names the group, as `stop-escalation` takes it. */
  readonly group: string;
  readonly title: string;
  readonly severity: Severity;
  readonly owner?: string;
  /** Who acknowledged it in a pager, or resolved it there, where nobody has acked it here. */
  readonly elsewhere?: {readonly by: string; readonly at: string; readonly resolved?: true};
  readonly policy?: string;
  readonly rows: readonly LadderRow[];
  /** The level that is called next, from 1; 0 where there is none. */
  readonly next: number;
  /** What the other two clocks bring, and when. */
  readonly others: readonly Due[];
}

/** The ladder of the group that an alert is in; undefined where it does not fire. `now` is Unix ms. */
export function ladderView(alert: AlertKey, state: WatchState, now: number): LadderView | undefined {
  const [group] = groupsOfAlerts([alert], state);
  const standing = group && standingOf(group, state, now);
  if (group === undefined || standing === undefined) return undefined;
  const {policy, ladder, dues, elsewhere} = outlookOf(group, state, now) ?? withoutPolicy(standing, state);
  const levels = policy === undefined ? [] : levelsOf(policy, standing.severity);
  const wanted =
    policy === undefined ? undefined : nextLevel({policy, severity: standing.severity, ladder}, state, now);
  return {
    group: group.group,
    title: standing.title,
    severity: standing.severity,
    ...(standing.owner === undefined ? {} : {owner: standing.owner}),
    ...(elsewhere === undefined ? {} : {elsewhere}),
    ...(policy === undefined ? {} : {policy: policy.name}),
    rows: levels.map((level, index) => rowOf(level, index, {ladder, dues, state, now})),
    next: levels.findIndex(({name}) => name === wanted?.name) + 1,
    others: dues.filter(({clock}) => clock !== 'unacked'),
  };
}

interface Known {
  readonly policy?: Policy;
  readonly ladder?: Ladder;
  readonly dues: readonly Due[];
  readonly elsewhere?: NonNullable<LadderView['elsewhere']>;
}

function withoutPolicy({lead, severity}: Standing, {settings}: WatchState): Known {
  const policy = policyFor({labels: lead.labels, severity}, settings.policies);
  return {...(policy && {policy}), dues: []};
}

function rowOf(
  level: Level,
  index: number,
  {
    ladder,
    dues,
    state,
    now,
  }: {
    readonly ladder: Ladder | undefined;
    readonly dues: readonly Due[];
    readonly state: WatchState;
    readonly now: number;
  },
): LadderRow {
  const reach = reachOf(level, state, now);
  const {who, targets} = reach;
  const unknown = unknownText(reach);
  const rungs = Object.values(ladder?.rungs ?? {}).filter(rung => rung.level === level.name);
  const waiting = rungs.find(({clock}) => clock === 'unacked');
  const dueAt = waiting?.dueAt ?? dues.find(due => due.clock === 'unacked' && due.level.name === level.name)?.at;
  const sendsAt = rungs.find(rung => rung.sendsAt !== undefined && rung.requestedAt === undefined)?.sendsAt;
  const called = rungs.flatMap(({requestedAt}) => requestedAt ?? []);
  return {
    level: index + 1,
    name: level.name,
    after: level.after,
    who,
    by: targets.map(({target}) => target),
    ...(dueAt === undefined ? {} : {dueAt}),
    ...(sendsAt === undefined ? {} : {sendsAt}),
    ...(called.length === 0 ? {} : {calledAt: Math.max(...called)}),
    auto: level.auto,
    ...(unknown === undefined ? {} : {unknown}),
  };
}
