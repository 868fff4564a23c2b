import type {AlertKey} from '../alert/alert.js';
import type {Tick} from '../checklist/checklist.js';
import type {Delivery, Thread} from '../escalation/delivery.js';
import type {Ladder} from '../escalation/ladder.js';
import type {Course} from '../incident/course.js';
import type {EntryMark, Incident} from '../incident/incident.js';
import type {Lease} from '../lease/lease.js';
import type {StepProgress, Walk} from '../runbook/walk.js';
import type {Ack, Change, GoneWatchdog, Note, Occurrence, PastOccurrence, ShiftState, SilenceOrder} from './state.js';

/** Raised when a snapshot's shape changes; a reader that meets a newer one must not guess. */
const SNAPSHOT_VERSION = 1;

const DAY = 24 * 60 * 60 * 1000;
const HISTORY_KEPT = 30 * DAY;
const CLOSED_KEPT = 30 * DAY;

/** A state as plain JSON: maps are lists of pairs. */
export interface ShiftSnapshot {
  readonly version: number;
  readonly origin: string;
  readonly seq: number;
  readonly shift?: ShiftState['shift'];
  /** Absent in snapshots from before they were kept. */
  readonly ended?: ShiftState['ended'];
  /** Absent in snapshots from before there was a feed. */
  readonly others?: readonly (readonly [string, number])[];
  readonly feedReached?: string;
  readonly watchedSince?: number;
  readonly firing: readonly (readonly [AlertKey, Occurrence])[];
  /** Absent in snapshots from before there were any. */
  readonly endedByHand?: readonly (readonly [AlertKey, number])[];
  readonly history: readonly (readonly [AlertKey, readonly PastOccurrence[]])[];
  readonly acks: readonly Ack[];
  readonly ackOf: readonly (readonly [AlertKey, string])[];
  readonly orders: readonly SilenceOrder[];
  readonly silencesSeen: readonly (readonly [
    string,
    {readonly endsAt: number; readonly createdBy: string; readonly comment: string},
  ])[];
  readonly silencesEnded: readonly (readonly [
    string,
    {readonly endedAt: number; readonly createdBy: string; readonly comment: string},
  ])[];
  readonly notes: readonly Note[];
  readonly changes: readonly Change[];
  readonly judged: readonly (readonly [AlertKey, 'actionable' | 'noise'])[];
  /** Absent in snapshots from before they were kept. */
  readonly judgedAt?: readonly (readonly [AlertKey, number])[];
  /** Absent in snapshots from before there were any. */
  readonly walks?: readonly WalkSnapshot[];
  /** Absent in snapshots from before there were any. */
  readonly deliveries?: readonly Delivery[];
  readonly threads?: readonly (readonly [string, Thread])[];
  readonly ladders?: readonly Ladder[];
  readonly incidents?: readonly IncidentSnapshot[];
  /** Absent in snapshots from before they were kept. */
  readonly courses?: readonly (readonly [string, CourseSnapshot])[];
  readonly leases?: readonly (readonly [string, Lease])[];
  readonly ticks?: readonly (readonly [string, Tick])[];
  readonly accepted?: readonly (readonly [string, string])[];
  readonly lost: readonly (readonly [string, number])[];
  readonly watchdogMissing: readonly (readonly [string, number])[];
  /** Absent in snapshots from before they were recorded. */
  readonly watchdogsGone?: readonly (readonly [AlertKey, GoneWatchdog])[];
  readonly watchdogSeen: readonly string[];
  /** Absent in snapshots from before they were recorded. */
  readonly servers?: readonly (readonly [string, readonly string[]])[];
}

type WalkSnapshot = Omit<Walk, 'steps'> & {readonly steps: readonly (readonly [string, StepProgress])[]};

type IncidentSnapshot = Omit<Incident, 'marks'> & {readonly marks: readonly (readonly [string, EntryMark])[]};

type CourseSnapshot = Omit<Course, 'before'> & {readonly before: IncidentSnapshot};

/** What a new segment begins with. Acks and walks that ended over a day before `now` and history over 30 days old are left out. */
export function toSnapshot(state: ShiftState, now: number): ShiftSnapshot {
  return {
    version: SNAPSHOT_VERSION,
    origin: state.origin,
    seq: state.seq,
    others: [...state.others],
    ...(state.feedReached === undefined ? {} : {feedReached: state.feedReached}),
    ...(state.shift === undefined ? {} : {shift: state.shift}),
    ended: state.ended,
    ...(state.watchedSince === undefined ? {} : {watchedSince: state.watchedSince}),
    firing: [...state.firing],
    endedByHand: [...state.endedByHand],
    history: [...state.history].flatMap(([key, past]) => {
      const kept = past.filter(occurrence => now - occurrence.resolvedOn < HISTORY_KEPT);
      return kept.length === 0 ? [] : [[key, kept] as const];
    }),
    acks: [...state.acks.values()].filter(ack => ack.silenceOpen || now - (ack.endedAt ?? now) < DAY),
    ackOf: [...state.ackOf],
    orders: [...state.orders.values()],
    silencesSeen: [...state.silencesSeen],
    silencesEnded: [...state.silencesEnded],
    notes: state.notes,
    changes: state.changes,
    judged: [...state.judged],
    judgedAt: [...state.judgedAt],
    walks: [...state.walks.values()]
      .filter(walk => now - (walk.closedAt ?? now) < DAY)
      .map(walk => ({...walk, steps: [...walk.steps]})),
    deliveries: [...state.deliveries.values()].filter(one => isKept(one, state, now)),
    threads: [...state.threads].filter(([, {status, on}]) => status !== 'resolved' || now - on < DAY),
    ladders: [...state.ladders.values()],
    leases: [...state.leases],
    incidents: [...state.incidents.values()].filter(one => isRemembered(one, now)).map(incidentSnapshot),
    courses: [...state.courses].flatMap(([id, {before, words}]) => {
      const incident = state.incidents.get(id);
      if (incident === undefined || !isRemembered(incident, now)) return [];
      return [[id, {before: incidentSnapshot(before), words}] as const];
    }),
    ticks: [...state.ticks],
    accepted: [...state.accepted],
    lost: [...state.lost],
    watchdogMissing: [...state.watchdogMissing],
    watchdogsGone: [...state.watchdogsGone],
    watchdogSeen: [...state.watchdogSeen],
    servers: [...state.servers],
  };
}

function isRemembered({reached}: Incident, now: number): boolean {
  return now - (reached.closed ?? now) < CLOSED_KEPT;
}

function incidentSnapshot(incident: Incident): IncidentSnapshot {
  return {...incident, marks: [...incident.marks]};
}

function incidentOf(snapshot: IncidentSnapshot): Incident {
  return {...snapshot, marks: new Map(snapshot.marks)};
}

/** All of the shift, and of a day. */
function isKept({settledAt, requestedAt}: Delivery, {shift}: ShiftState, now: number): boolean {
  return settledAt === undefined || now - settledAt < DAY || (shift !== undefined && requestedAt >= shift.startedAt);
}

/** The state of a snapshot, or undefined when it is not one this version can read. */
export function fromSnapshot(value: unknown): ShiftState | undefined {
  if (!isSnapshot(value)) return undefined;
  return {
    origin: value.origin,
    seq: value.seq,
    others: mapOf(value.others),
    ...(value.feedReached === undefined ? {} : {feedReached: value.feedReached}),
    ...(value.shift === undefined ? {} : {shift: value.shift}),
    ended: value.ended ?? [],
    ...(value.watchedSince === undefined ? {} : {watchedSince: value.watchedSince}),
    firing: new Map(value.firing),
    endedByHand: mapOf(value.endedByHand),
    history: new Map(value.history),
    acks: new Map(value.acks.map(ack => [ack.ack, ack])),
    ackOf: new Map(value.ackOf),
    orders: new Map(value.orders.map(order => [order.token, order])),
    silencesSeen: new Map(value.silencesSeen),
    silencesEnded: new Map(value.silencesEnded),
    notes: value.notes,
    changes: value.changes,
    judged: new Map(value.judged),
    judgedAt: mapOf(value.judgedAt),
    walks: new Map((value.walks ?? []).map(walk => [walk.walk, {...walk, steps: new Map(walk.steps)}])),
    deliveries: new Map((value.deliveries ?? []).map(one => [one.delivery, one])),
    threads: mapOf(value.threads),
    ladders: new Map((value.ladders ?? []).map(ladder => [ladder.group, ladder])),
    leases: mapOf(value.leases),
    incidents: new Map((value.incidents ?? []).map(one => [one.incident, incidentOf(one)])),
    courses: new Map((value.courses ?? []).map(([id, {before, words}]) => [id, {before: incidentOf(before), words}])),
    ticks: mapOf(value.ticks),
    accepted: mapOf(value.accepted),
    lost: new Map(value.lost),
    watchdogMissing: new Map(value.watchdogMissing),
    watchdogsGone: mapOf(value.watchdogsGone),
    watchdogSeen: new Set(value.watchdogSeen),
    servers: mapOf(value.servers),
  };
}

/** Earlier versions wrote fewer of them. */
function mapOf<K, V>(entries: readonly (readonly [K, V])[] | undefined): ReadonlyMap<K, V> {
  return new Map(entries ?? []);
}

// The line's checksum has already proved that these are the bytes we wrote; the version says which shape they have.
function isSnapshot(value: unknown): value is ShiftSnapshot {
  return typeof value === 'object' && value !== null && (value as {version?: unknown}).version === SNAPSHOT_VERSION;
}
