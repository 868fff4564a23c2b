import {dueAfter} from '../alert/due-after.js';
import type {Severity} from '../alert/severity.js';
import type {WatchState} from '../watch-state.js';
import {type AlertGroup, type Standing, standingOf} from './alert-groups.js';
import {ackedElsewhere} from './correlation.js';
import {type EscalationClock, type Ladder, rungKey, wasAsked} from './ladder.js';
import {type DoneElsewhere, escalatedElsewhere, LEAST, resolvedElsewhere} from './pager-deeds.js';
import {type ClockRule, type Level, levelsOf, type Policy, policyFor} from './policy.js';
import {lastProgress} from './progress.js';
import {reachOf} from './reach.js';

/** One thing that will be due, unless something happens before. Times are Unix ms. */
export interface Due {
  readonly clock: EscalationClock;
  readonly level: Pick<Level, 'name' | 'people' | 'to' | 'auto' | 'pagerLevel'>;
  readonly at: number;
  /** Since when its clock runs. */
  readonly since: number;
}

/** Everything that is known of a group's escalation. */
export interface Outlook {
  readonly group: AlertGroup;
  readonly standing: Standing;
  readonly policy: Policy;
  readonly ladder?: Ladder;
  /** Who acked it in a pager, or resolved it there, where nobody has acked it here. */
  readonly elsewhere?: DoneElsewhere & {readonly resolved?: true};
  /** Who escalated it in a pager since it fires. */
  readonly raised?: DoneElsewhere;
  /** What is not due yet, or not said to be: the soonest first. */
  readonly dues: readonly Due[];
}

/** How a group's clocks stand; undefined where no policy fits it, or nothing of it needs anybody. */
export function outlookOf(group: AlertGroup, state: WatchState, now: number): Outlook | undefined {
  const standing = standingOf(group, state, now);
  const policy = standing && policyOf(group, standing, state);
  if (standing === undefined || policy === undefined) return undefined;
  const ladder = state.shift.ladders.get(group.group);
  const elsewhere = standing.unackedSince === undefined ? undefined : takenElsewhere(group, state, standing.since);
  const raised = escalatedElsewhere(group, state, standing.since);
  const known = {
    group,
    standing,
    policy,
    ...(ladder && {ladder}),
    ...(elsewhere && {elsewhere}),
    ...(raised && {raised}),
  };
  const dues = [...unackedDues(known, state), ...progressDues(known, state), ...unresolvedDues(known, state)];
  return {...known, dues: dues.sort((a, b) => a.at - b.at)};
}

function takenElsewhere(group: AlertGroup, state: WatchState, since: number): Outlook['elsewhere'] {
  const acked = ackedElsewhere(group, state, since);
  if (acked !== undefined) return acked;
  const ended = resolvedElsewhere(group, state, since);
  return ended && {...ended, resolved: true};
}

/** A group keeps the policy that it began with. */
function policyOf({group}: AlertGroup, {lead, severity}: Standing, {settings, shift}: WatchState): Policy | undefined {
  const begun = shift.ladders.get(group)?.policy;
  return (
    settings.policies.find(({name}) => name === begun) ?? policyFor({labels: lead.labels, severity}, settings.policies)
  );
}

type Known = Omit<Outlook, 'dues'>;

function unackedDues({standing, policy, ladder, elsewhere, raised}: Known, state: WatchState): readonly Due[] {
  const since = standing.unackedSince;
  if (since === undefined || elsewhere !== undefined) return [];
  const {severity} = standing;
  const levels = levelsOf(policy, severity);
  const isSaid = ({name}: Level) => ladder?.rungs[rungKey('unacked', name)] !== undefined || wasAsked(ladder, name);
  const said = Math.max(0, ...levels.filter(isSaid).map(level => level.after));
  // Whoever was called in the pager has the time that the level before leaves.
  const notBefore = (level: Level) =>
    raised === undefined
      ? 0
      : Math.max(raised.on + LEAST, after(raised.on, Math.max(0, level.after - said), {severity, state}));
  return levels.flatMap((level): readonly Due[] => {
    if (isSaid(level) || sitsHere(level, state, since)) return [];
    const at = Math.max(after(since, level.after, {severity, state}), notBefore(level));
    return [{clock: 'unacked', level, since, at}];
  });
}

function progressDues({group, standing, policy, ladder, elsewhere, raised}: Known, state: WatchState): readonly Due[] {
  const {severity} = standing;
  const wait = policy.noProgress.after[severity];
  const taken = standing.ackedSince ?? elsewhere?.on;
  if (wait === undefined || taken === undefined) return [];
  const since = Math.max(taken, raised?.on ?? 0, lastProgress(standing, group.group, state));
  const rungs = Object.values(ladder?.rungs ?? {});
  if (rungs.some(rung => rung.clock === 'no-progress' && rung.since >= since)) return [];
  const level = levelOf('no progress', policy.noProgress) ?? nextLevel({policy, severity, ladder}, state, since);
  return [{clock: 'no-progress', level, since, at: after(since, wait, {severity, state})}];
}

function unresolvedDues({standing, policy, ladder}: Known, state: WatchState): readonly Due[] {
  const {severity} = standing;
  const wait = policy.unresolved.after[severity];
  const isSaid = Object.values(ladder?.rungs ?? {}).some(({clock}) => clock === 'unresolved');
  if (wait === undefined || isSaid) return [];
  const since = seenFrom(standing, state);
  const level = levelOf('unresolved', policy.unresolved) ?? nextLevel({policy, severity, ladder}, state, since);
  return [{clock: 'unresolved', level, since, at: after(since, wait, {severity, state})}];
}

/** Since when it fires as far as this watch knows: what fired for a week before it was first seen is not late at once. */
function seenFrom({lead, since}: Standing, {shift}: WatchState): number {
  const seen = shift.firing.get(`${lead.source}/${lead.fingerprint}`);
  return Math.max(since, seen?.startsAt === lead.startsAt ? seen.seenAt : since);
}

/** What a clock says is to be done, where it says that itself. */
function levelOf(name: string, {people, to, auto}: ClockRule): Due['level'] | undefined {
  return people.length === 0 && to.length === 0 ? undefined : {name, people, to, auto};
}

/** The first level that nobody was called of yet and that reaches somebody else; the last one where all were. */
export function nextLevel(
  {
    policy,
    severity,
    ladder,
  }: {readonly policy: Policy; readonly severity: Severity; readonly ladder?: Ladder | undefined},
  state: WatchState,
  at: number,
): Level {
  const levels = levelsOf(policy, severity);
  const open = levels.filter(level => !wasAsked(ladder, level.name) && !sitsHere(level, state, at));
  return open[0] ?? levels.at(-1) ?? NOBODY;
}

/** Whoever is to be the first, and is called by nothing of ours, is the one who watches. */
function sitsHere(level: Level, state: WatchState, at: number): boolean {
  return level.after === 0 && reachOf(level, state, at).targets.length === 0;
}

const NOBODY: Level = {name: '', after: 0, people: [], to: [], auto: false};

function after(
  since: number,
  wait: number,
  {severity, state}: {readonly severity: Severity; readonly state: WatchState},
): number {
  return dueAfter(severity, {since, wait}, state.settings.calendar);
}
