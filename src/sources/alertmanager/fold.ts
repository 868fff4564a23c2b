import type {Alert, AlertState} from '../../core/alert/alert.js';
import type {Gone} from '../../core/live/update.js';
import type {MemberView} from './member.js';
import {sameList, sameRecord} from './normalise.js';
import type {Told} from './told.js';

export interface Now {
  /** Unix ms. */
  readonly at: number;
  readonly monotonic: number;
}

export interface AlertChanges {
  readonly changed: readonly Alert[];
  readonly gone: readonly Gone[];
}

/** The members' lists as one, and what that changes. Remembers what it reported. */
export interface Fold {
  fold(members: readonly MemberView[], now: Now): AlertChanges;
  /**
   * Takes in what was told beside the polls. What fires is shown at once, and is missing when a poll that began later
   * does not show it. What has resolved is gone at once, and comes back when a poll that began later still shows it.
   */
  tell(told: readonly Told[], now: Now): AlertChanges;
  /** An alert that is missing now, but not resolved yet. */
  isAbsent(fingerprint: string): boolean;
  hasAbsent(): boolean;
}

interface Kept {
  alert: Alert;
  /** What each reporting member showed when `alert` was made, in the members' order. */
  parts: readonly Alert[];
  /** Every start a member gave for this occurrence: posts without one differ by member. */
  starts: readonly number[];
  /** Members that have shown this occurrence. */
  reporters: readonly string[];
  missing?: {readonly on: number; readonly since: number} | undefined;
  /** When it was told, monotonic ms, where no member has shown it yet. */
  toldAt?: number;
}

/** What a silent member last said holds this long: Alertmanager itself forgets an alert not repeated for 5 min. */
const WORD_HOLDS = 300_000;

interface Memory {
  readonly grace: number;
  readonly kept: Map<string, Kept>;
  readonly absent: Set<string>;
  /** When an alert was told to have resolved, monotonic ms, until every member has been asked again. */
  readonly ended: Map<string, number>;
}

/** One fold under way: what it looks at, and what it has found so far. */
interface Round {
  readonly members: readonly MemberView[];
  readonly answering: readonly MemberView[];
  readonly now: Now;
  readonly changed: Alert[];
  readonly gone: Gone[];
}

/** `seed` is what an earlier life of this fold had reported. */
export function alertFold(grace: number, seed: readonly Alert[] = []): Fold {
  const memory: Memory = {
    grace,
    kept: new Map(seed.map(alert => [alert.fingerprint, seeded(alert)])),
    absent: new Set(),
    ended: new Map(),
  };
  return {
    isAbsent: fingerprint => memory.absent.has(fingerprint),
    hasAbsent: () => memory.absent.size > 0,
    fold(members, now) {
      const round = {members, answering: members.filter(member => member.up), now, changed: [], gone: []};
      const shown = new Set(round.answering.flatMap(member => [...member.alerts.keys()]));
      for (const fingerprint of shown) seen(memory, round, fingerprint);
      for (const [fingerprint, kept] of memory.kept) {
        if (!shown.has(fingerprint) && isMissed(kept, round.answering)) missed(memory, round, kept);
      }
      forgetEnded(memory, round.answering);
      return {changed: round.changed, gone: round.gone};
    },
    tell(told, now) {
      const round = {members: [], answering: [], now, changed: [], gone: []};
      for (const one of told) {
        if (one.status === 'firing') toldToFire(memory, round, one.alert);
        else toldToEnd(memory, round, one);
      }
      return {changed: round.changed, gone: round.gone};
    },
  };
}

function seeded(alert: Alert): Kept {
  const {absentSince: _, ...present} = alert;
  return {alert: present, parts: [], starts: [alert.startsAt], reporters: alert.members};
}

function seen(memory: Memory, round: Round, fingerprint: string): void {
  const parts = partsOf(fingerprint, asked(round.answering, memory.ended.get(fingerprint)));
  if (parts.length === 0) return;
  const before = memory.kept.get(fingerprint);
  if (before !== undefined && isUntouched(before, parts)) return;
  const made = present(before, parts);
  const isFlip = before !== undefined && isSameInhibition(before.alert, made.alert, round);
  // What was reported stays, so that the next look compares with that.
  const next = isFlip ? {...made, alert: before.alert} : made;
  memory.absent.delete(fingerprint);
  memory.kept.set(fingerprint, next);
  if (before !== undefined && isRotated(before, parts))
    round.gone.push(endOf(before, {on: round.now.at, reason: 'rotated'}));
  if (before === undefined || !isShownSame(next.alert, before.alert)) round.changed.push(next.alert);
}

/** Only members whose list is from after an alert was told to have resolved can say that it still fires. */
function asked(answering: readonly MemberView[], endedAt: number | undefined): readonly MemberView[] {
  return endedAt === undefined ? answering : answering.filter(member => begunAfter(member, endedAt));
}

function begunAfter({begunAt}: MemberView, monotonic: number): boolean {
  return begunAt === undefined || begunAt > monotonic;
}

function forgetEnded({ended}: Memory, answering: readonly MemberView[]): void {
  for (const [fingerprint, at] of ended) {
    if (answering.length > 0 && answering.every(member => begunAfter(member, at))) ended.delete(fingerprint);
  }
}

function toldToFire(memory: Memory, round: Round, alert: Alert): void {
  const {fingerprint} = alert;
  const before = memory.kept.get(fingerprint);
  if (before !== undefined && !isRotated(before, [alert])) return;
  memory.ended.delete(fingerprint);
  memory.absent.delete(fingerprint);
  if (before !== undefined) round.gone.push(endOf(before, {on: round.now.at, reason: 'rotated'}));
  const starts = [alert.startsAt];
  memory.kept.set(fingerprint, {alert, parts: [], starts, reporters: [], toldAt: round.now.monotonic});
  round.changed.push(alert);
}

function toldToEnd(memory: Memory, round: Round, told: Extract<Told, {status: 'resolved'}>): void {
  const {fingerprint, startsAt} = told;
  const before = memory.kept.get(fingerprint);
  // The end of an earlier occurrence says nothing of the one that fires now.
  if (before !== undefined && before.alert.startsAt > startsAt && !before.starts.includes(startsAt)) return;
  memory.ended.set(fingerprint, round.now.monotonic);
  if (before === undefined) return;
  memory.kept.delete(fingerprint);
  memory.absent.delete(fingerprint);
  round.gone.push(endOf({...before, missing: undefined}, {on: told.endsAt ?? round.now.at, reason: 'resolved-event'}));
}

function missed(memory: Memory, round: Round, kept: Kept): void {
  const {at, monotonic} = round.now;
  const {fingerprint} = kept.alert;
  if (kept.missing === undefined) {
    memory.absent.add(fingerprint);
    kept.missing = {on: at, since: monotonic};
    kept.alert = {...kept.alert, absentSince: at};
    kept.parts = [];
    round.changed.push(kept.alert);
  }
  if (monotonic - kept.missing.since < memory.grace || !isCertain(kept, round)) return;
  memory.kept.delete(fingerprint);
  memory.absent.delete(fingerprint);
  round.gone.push(endOf(kept, {on: at, reason: 'absent'}));
}

function partsOf(fingerprint: string, answering: readonly MemberView[]): readonly Alert[] {
  const parts: Alert[] = [];
  for (const member of answering) {
    const part = member.alerts.get(fingerprint);
    if (part !== undefined) parts.push(part);
  }
  return parts;
}

function isUntouched(kept: Kept, parts: readonly Alert[]): boolean {
  return kept.parts.length === parts.length && parts.every((part, index) => part === kept.parts[index]);
}

function present(before: Kept | undefined, parts: readonly Alert[]): Kept {
  const starts = parts.map(part => part.startsAt);
  const members = parts.flatMap(part => part.members);
  if (before === undefined || isRotated(before, parts)) {
    return {alert: folded(parts, Math.min(...starts)), parts, starts, reporters: members};
  }
  return {
    alert: folded(parts, before.alert.startsAt),
    parts,
    starts: union([before.starts, starts]),
    reporters: union([before.reporters, members]),
  };
}

/** Fired anew: every start is one this occurrence never had, and later. An earlier one only tells more of the same. */
function isRotated(before: Kept, parts: readonly Alert[]): boolean {
  return parts.every(part => part.startsAt > before.alert.startsAt && !before.starts.includes(part.startsAt));
}

function folded(parts: readonly Alert[], startsAt: number): Alert {
  const [first] = parts;
  if (first === undefined) throw new Error('an alert nobody shows cannot be folded');
  if (parts.length === 1) return first.startsAt === startsAt ? first : {...first, startsAt};
  return {
    ...first,
    startsAt,
    state: loudest(parts.map(part => part.state)),
    silencedBy: union(parts.map(part => part.silencedBy)),
    inhibitedBy: union(parts.map(part => part.inhibitedBy)),
    mutedBy: union(parts.map(part => part.mutedBy)),
    receivers: union(parts.map(part => part.receivers)),
    members: union(parts.map(part => part.members)),
  };
}

/** One member that would notify is enough to call it active. */
function loudest(states: readonly AlertState[]): AlertState {
  if (states.includes('active')) return 'active';
  return states.includes('suppressed') ? 'suppressed' : 'unprocessed';
}

/** Missed only when a member that had shown it answers and no longer does; what was only told, when any does not. */
function isMissed(kept: Kept, answering: readonly MemberView[]): boolean {
  const {toldAt} = kept;
  if (toldAt !== undefined) return answering.some(member => begunAfter(member, toldAt));
  return answering.some(member => kept.reporters.includes(member.name));
}

/** Nobody who has shown it could still hold it: all of them answer, none of them has just restarted. */
function isCertain(kept: Kept, seen: {readonly members: readonly MemberView[]; readonly now: Now}): boolean {
  const {monotonic} = seen.now;
  return seen.members
    .filter(member => kept.reporters.includes(member.name))
    .every(member => (member.up ? member.settledAt <= monotonic : monotonic - (member.answeredAt ?? 0) > WORD_HOLDS));
}

function endOf(kept: Kept, end: Pick<Gone, 'on' | 'reason'>): Gone {
  const {fingerprint, startsAt} = kept.alert;
  return {fingerprint, startsAt, on: kept.missing?.on ?? end.on, reason: end.reason};
}

/**
 * Whether all that differs is which alert inhibits it. Of several that do, Alertmanager names one by chance at each
 * request: that tells nothing new as long as those that were told of still fire.
 */
function isSameInhibition(before: Alert, now: Alert, {answering}: Round): boolean {
  if (before.inhibitedBy.length === 0 || now.inhibitedBy.length === 0) return false;
  if (!isShownSame({...now, inhibitedBy: before.inhibitedBy}, before)) return false;
  return before.inhibitedBy.every(other => answering.some(member => member.alerts.has(other)));
}

function isShownSame(a: Alert, b: Alert): boolean {
  if (a === b) return true;
  return (
    a.startsAt === b.startsAt &&
    a.state === b.state &&
    a.absentSince === b.absentSince &&
    a.generatorURL === b.generatorURL &&
    sameRecord(a.labels, b.labels) &&
    sameRecord(a.annotations, b.annotations) &&
    sameList(a.silencedBy, b.silencedBy) &&
    sameList(a.inhibitedBy, b.inhibitedBy) &&
    sameList(a.mutedBy, b.mutedBy) &&
    sameList(a.receivers, b.receivers) &&
    sameList(a.members, b.members)
  );
}

function union<T>(lists: readonly (readonly T[])[]): readonly T[] {
  return [...new Set(lists.flat())];
}
