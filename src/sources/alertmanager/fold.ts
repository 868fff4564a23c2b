import type {Alert} from '../../core/alert/alert.js';
import {memberApart} from '../../core/live/apart.js';
import type {Gone, Passed} from '../../core/live/update.js';
import {foldedAlert, split, union} from './fold-parts.js';
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
  /** What was told to fire and to have ended in one go: it is gone, and was never there to be seen. */
  readonly passed?: readonly Passed[];
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
  /** Since when some members hold it back and others notify, monotonic ms. */
  splitSince?: number;
  /** When it was told, monotonic ms, where no member has shown it yet. */
  toldAt?: number;
}

/** What a silent member last said holds this long: Alertmanager itself forgets an alert not repeated for 5 min. */
const WORD_HOLDS = 300_000;
/** Members tell each other of a silence within a second: a list that began so much later, ms, shows whether they do. */
const GOSSIPED = 5_000;

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
      return netOf(memory, round);
    },
  };
}

function seeded(alert: Alert): Kept {
  const {absentSince: _, ...present} = alert;
  return {alert: present, parts: [], starts: [alert.startsAt], reporters: alert.members};
}

function seen(memory: Memory, round: Round, fingerprint: string): void {
  const before = memory.kept.get(fingerprint);
  const speaking = before?.alert.notifying === undefined ? round.answering : withNotifying(before.alert, round);
  const parts = partsOf(fingerprint, asked(speaking, memory.ended.get(fingerprint)));
  if (parts.length === 0) return;
  if (before !== undefined && isUntouched(before, parts) && before.splitSince === undefined) return;
  const made = present(before, parts, round);
  const isFlip = before !== undefined && isSameInhibition(before.alert, made.alert, round);
  // What was reported stays, so that the next look compares with that.
  const next = isFlip ? {...made, alert: before.alert} : made;
  memory.absent.delete(fingerprint);
  memory.kept.set(fingerprint, next);
  if (before !== undefined && isRotated(before, parts))
    round.gone.push(endOf(before, {on: round.now.at, reason: 'rotated'}));
  if (before === undefined || !isShownSame(next.alert, before.alert)) round.changed.push(next.alert);
}

/** Those that answer, and those that do not and notified when they last did: that they would stop, nobody has heard. */
function withNotifying({notifying = []}: Alert, {members, now}: Round): readonly MemberView[] {
  return members.filter(
    ({up, name, answeredAt = 0}) => up || (notifying.includes(name) && now.monotonic - answeredAt <= WORD_HOLDS),
  );
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

/** What is told in one go may end, or fire anew, before it is shown: only what still stands at its end is. */
function netOf({kept}: Memory, {changed, gone}: Round): AlertChanges {
  const fires = changed.filter(alert => kept.get(alert.fingerprint)?.alert === alert);
  const over = gone.filter(({fingerprint, startsAt}) => kept.get(fingerprint)?.alert.startsAt !== startsAt);
  const began = new Map(changed.map(alert => [`${alert.fingerprint}@${alert.startsAt}`, alert]));
  const passed = over.flatMap(({fingerprint, startsAt, on, reason}): readonly Passed[] => {
    const alert = began.get(`${fingerprint}@${startsAt}`);
    return alert === undefined ? [] : [{alert, on, reason}];
  });
  return {changed: fires, gone: over, ...(passed.length === 0 ? {} : {passed})};
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

function present(known: Kept | undefined, parts: readonly Alert[], round: Round): Kept {
  const starts = parts.map(part => part.startsAt);
  const reporters = parts.flatMap(part => part.members);
  const before = known === undefined || isRotated(known, parts) ? undefined : known;
  const apart = split(parts);
  const splitSince = apart.length === 0 ? undefined : (before?.splitSince ?? round.now.monotonic);
  const notifying = splitSince === undefined ? [] : apart.filter(name => hasHeard(name, splitSince, round));
  const startsAt = before?.alert.startsAt ?? Math.min(...starts);
  return {
    alert: foldedAlert(parts, startsAt, notifying),
    parts,
    starts: union([before?.starts ?? [], starts]),
    reporters: union([before?.reporters ?? [], reporters]),
    ...(splitSince === undefined ? {} : {splitSince}),
  };
}

/**
 * Whether a member's list is from when it must have heard of what holds the alert back. Members that know of fewer than
 * answer never will.
 */
function hasHeard(name: string, splitSince: number, {members, answering}: Round): boolean {
  const patience = memberApart(answering) === undefined ? GOSSIPED : 0;
  return members.some(member => member.name === name && (member.begunAt ?? 0) > splitSince + patience);
}

/** Fired anew: every start is one this occurrence never had, and later. An earlier one only tells more of the same. */
function isRotated(before: Kept, parts: readonly Alert[]): boolean {
  return parts.every(part => part.startsAt > before.alert.startsAt && !before.starts.includes(part.startsAt));
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
    sameList(a.members, b.members) &&
    sameList(a.notifying ?? [], b.notifying ?? [])
  );
}
