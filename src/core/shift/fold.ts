import {alertKey} from '../alert/alert.js';
import {isWatchdog} from '../alert/watchdog.js';
import {tickAppliers} from '../checklist/fold-ticks.js';
import {deliveryAppliers} from '../escalation/fold-deliveries.js';
import {ladderAppliers} from '../escalation/fold-ladders.js';
import {hearOfPager} from '../escalation/hear-of-pager.js';
import {isFoldedFromTeam} from '../feed/team-facts.js';
import {noteAccepted} from '../handoff/fold-accepted.js';
import {hearOfUpdate} from '../incident/fold-heard.js';
import {incidentAppliers} from '../incident/fold-incidents.js';
import {leaseAppliers} from '../lease/fold-leases.js';
import {boundEndedByHand, boundHistory, boundVerdicts, HISTORY_LIMIT} from './bounds.js';
import {type Draft, isLate, openDraft, patch, pushTo, writableMap} from './draft.js';
import {type Fact, type FactOf, type FactType, isKnown} from './fact.js';
import {ackAppliers, noteAnswersReminder} from './fold-acks.js';
import {silenceAppliers} from './fold-silences.js';
import {sourceAppliers} from './fold-sources.js';
import {noteAct, turnAppliers} from './fold-turns.js';
import {answersEscalation, walkAppliers} from './fold-walks.js';
import {noteQuiet} from './fold-written.js';
import {hearOfAlert} from './hear-of-alert.js';
import {changed, firstSight, seenHere} from './occurrence.js';
import {isPlanned} from './planned.js';
import type {PastOccurrence, ShiftState} from './state.js';

const NOTES_LIMIT = 1000;
const CHANGES_LIMIT = 500;

export function initialShift(origin: string): ShiftState {
  return {
    origin,
    seq: 0,
    ended: [],
    others: new Map(),
    firing: new Map(),
    endedByHand: new Map(),
    history: new Map(),
    acks: new Map(),
    ackOf: new Map(),
    orders: new Map(),
    silencesSeen: new Map(),
    silencesEnded: new Map(),
    notes: [],
    changes: [],
    judged: new Map(),
    judgedAt: new Map(),
    walks: new Map(),
    deliveries: new Map(),
    threads: new Map(),
    ladders: new Map(),
    leases: new Map(),
    incidents: new Map(),
    courses: new Map(),
    lost: new Map(),
    watchdogMissing: new Map(),
    watchdogsGone: new Map(),
    watchdogSeen: new Set(),
    servers: new Map(),
    ticks: new Map(),
    accepted: new Map(),
  };
}

/** The state after these facts: a new one, made once for the whole batch. Never throws and reads no clock. */
export function fold(state: ShiftState, facts: readonly Fact[]): ShiftState {
  const draft = openDraft(state);
  apply(draft, facts);
  return draft.state;
}

/** Folds facts into an open draft. Facts of unknown types only move the sequence number. */
export function apply(draft: Draft, facts: readonly Fact[]): void {
  const {origin} = draft.state;
  let {seq} = draft.state;
  for (const fact of facts) {
    const isOurs = fact.origin === origin;
    if (isKnown(fact) && (isOurs || isFoldedFromTeam(fact)))
      (appliers[fact.type] as (draft: Draft, fact: Fact) => void)(draft, fact);
    else if (!isOurs) hearOfAlert(draft, fact);
    if (!isOurs) {
      countOther(draft, fact);
      continue;
    }
    noteAct(draft, fact);
    if (fact.seq > seq) seq = fact.seq;
  }
  // Once for the batch: a copy of the state for each fact would show in the time of a replay.
  if (seq > draft.state.seq) patch(draft, {seq});
}

function countOther(draft: Draft, {origin, seq}: Fact): void {
  if (seq > (draft.state.others.get(origin) ?? 0)) writableMap(draft, 'others').set(origin, seq);
}

/** One applier for each kind of fact; a kind without one does not compile. */
const appliers: {readonly [T in FactType]: (draft: Draft, fact: FactOf<T>) => void} = {
  ...ackAppliers,
  ...silenceAppliers,
  ...sourceAppliers,
  ...walkAppliers,
  ...deliveryAppliers,
  ...ladderAppliers,
  ...incidentAppliers,
  ...leaseAppliers,
  ...tickAppliers,

  // Before the delivery itself is moved on: one that is settled may be forgotten then.
  'delivery.sent': (draft, fact) => {
    hearOfUpdate(draft, fact, true);
    deliveryAppliers['delivery.sent'](draft, fact);
  },
  'delivery.failed': (draft, fact) => {
    if (fact.final) hearOfUpdate(draft, fact, false);
    deliveryAppliers['delivery.failed'](draft, fact);
  },
  'delivery.expired': (draft, fact) => {
    hearOfUpdate(draft, fact, false);
    deliveryAppliers['delivery.expired'](draft, fact);
  },

  ...turnAppliers,

  'alert.fired': (draft, fact) => {
    const key = alertKey(fact);
    writableMap(draft, 'firing').set(key, firstSight(fact));
    if (draft.state.endedByHand.has(key)) writableMap(draft, 'endedByHand').delete(key);
    if (!draft.state.watchdogSeen.has(fact.source) && isWatchdog(fact, {})) {
      patch(draft, {watchdogSeen: new Set([...draft.state.watchdogSeen, fact.source])});
    }
  },
  'alert.changed': (draft, fact) => {
    const key = alertKey(fact);
    const before = draft.state.firing.get(key);
    if (before?.startsAt !== fact.startsAt) return;
    if (fact.state === 'suppressed') noteQuiet(draft, before, {at: fact.at, over: false});
    writableMap(draft, 'firing').set(key, changed(before.toldBy === undefined ? before : seenHere(before), fact));
  },
  'alert.resolved': (draft, fact) => {
    const key = alertKey(fact);
    if (fact.reason === 'operator') noteEndedByHand(draft, fact);
    const before = draft.state.firing.get(key);
    if (before?.startsAt !== fact.startsAt) return;
    if (fact.reason !== 'rotated') noteQuiet(draft, before, {at: fact.at, over: true});
    writableMap(draft, 'firing').delete(key);
    // A sender may give a start that is still ahead: it began when it was seen.
    const startsAt = Math.min(before.startsAt, before.seenAt);
    const past: PastOccurrence = {startsAt, resolvedOn: fact.on, severity: before.severity};
    const history = writableMap(draft, 'history');
    const pasts = [...(history.get(key) ?? []), past];
    if (pasts.length > HISTORY_LIMIT) pasts.shift();
    history.delete(key);
    history.set(key, pasts);
    boundHistory(draft);
    // A label set that fires again at once is still in the same hands.
    if (fact.reason !== 'rotated' && draft.state.ackOf.has(key)) writableMap(draft, 'ackOf').delete(key);
  },
  'alert.judged': (draft, fact) => {
    const key = alertKey(fact);
    if (isLate(draft, fact, draft.state.judgedAt.get(key))) return;
    writableMap(draft, 'judged').set(key, fact.verdict);
    writableMap(draft, 'judgedAt').set(key, Date.parse(fact.at));
    boundVerdicts(draft);
  },

  'note.added': (draft, fact) => {
    noteAnswersReminder(draft, fact);
    answersEscalation(draft, fact, fact.alert === undefined ? [] : [fact.alert]);
    pushTo(draft, 'notes', {
      item: {
        note: fact.note,
        at: Date.parse(fact.at),
        by: fact.by,
        text: fact.text,
        ...(fact.alert === undefined ? {} : {alert: fact.alert}),
        ...(fact.title === undefined ? {} : {title: fact.title}),
      },
      limit: NOTES_LIMIT,
    });
  },
  'change.recorded': (draft, fact) =>
    pushTo(draft, 'changes', {
      item: {
        change: fact.change,
        on: fact.on,
        by: fact.by,
        text: fact.text,
        ...(fact.service === undefined ? {} : {service: fact.service}),
        ...(fact.labels === undefined ? {} : {labels: fact.labels}),
        ...(isPlanned(fact) ? {planned: true as const} : {}),
      },
      limit: CHANGES_LIMIT,
    }),

  'pager.reported': hearOfPager,
  'handoff.accepted': noteAccepted,
  'feed.reached': (draft, fact) => patch(draft, {feedReached: fact.id}),

  // These tell the reader of the log something; nothing later depends on them.
  'fact.unread': () => undefined,
  'journal.recovered': () => undefined,
  'handoff.asked': () => undefined,
  'handoff.edited': () => undefined,
};

function noteEndedByHand(draft: Draft, fact: FactOf<'alert.resolved'>): void {
  const key = alertKey(fact);
  const now = draft.state.firing.get(key);
  // It has begun anew here since.
  if (isLate(draft, fact, now?.startsAt === fact.startsAt ? undefined : now?.startsAt)) return;
  const ended = writableMap(draft, 'endedByHand');
  ended.delete(key);
  ended.set(key, fact.on);
  boundEndedByHand(draft);
}
