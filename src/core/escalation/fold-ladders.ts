import {alertKey} from '../alert/alert.js';
import {type Draft, isLate, writableMap} from '../shift/draft.js';
import type {FactOf} from '../shift/fact.js';
import {answersEscalation} from '../shift/fold-walks.js';
import type {ESCALATION_FACT_SCHEMAS} from './facts.js';
import {type EscalationClock, type Ladder, type Rung, rungKey} from './ladder.js';

type EscalationFact = Extract<keyof typeof ESCALATION_FACT_SCHEMAS, `escalation.${string}`>;

/** How the facts about escalations change the state. */
export const ladderAppliers: {readonly [T in EscalationFact]: (draft: Draft, fact: FactOf<T>) => void} = {
  'escalation.due': (draft, fact) => {
    const at = Date.parse(fact.at);
    put(draft, fact, ladder => ({
      ...ladder,
      rungs: {
        ...ladder.rungs,
        [rungKey(fact.clock, fact.level)]: announced(fact, at, ladder.rungs[rungKey(fact.clock, fact.level)]),
      },
    }));
  },
  'escalation.requested': (draft, fact) => {
    const at = Date.parse(fact.at);
    answersEscalation(draft, fact, fact.alerts);
    put(draft, fact, ladder => {
      const isOld = isLate(draft, fact, ladder.escalatedAt);
      const key = rungKey(fact.clock, fact.level);
      const {sendsAt: _done, ...before} = ladder.rungs[key] ?? rungOf(fact, at);
      return {
        ...ladder,
        rungs: {...ladder.rungs, [key]: {...before, requestedAt: isOld ? Math.max(at, before.requestedAt ?? at) : at}},
        asked: {...ladder.asked, [fact.level]: (ladder.asked[fact.level] ?? 0) + 1},
        ...(isOld ? {} : {escalatedAt: at, escalatedBy: fact.by}),
        ...(fact.auto === true || isLate(draft, fact, ladder.askedAt) ? {} : {askedAt: at}),
      };
    });
  },
  'escalation.stopped': (draft, fact) => {
    const ladder = draft.state.ladders.get(fact.group);
    // What ended before this round began, or before somebody was called last, has not ended what goes on.
    if (ladder === undefined || isLate(draft, fact, ladder.escalatedAt) || isLate(draft, fact, begin(ladder))) return;
    const ladders = writableMap(draft, 'ladders');
    if (fact.reason === 'resolved') ladders.delete(fact.group);
    else ladders.set(fact.group, stopped(ladder, fact));
  },
};

/** Announcements whose sending is no further apart, ms, are of the same page: by then it is sent by one or the other. */
const SAME = 90_000;

/** Two who announce the same at once agree without a word on who sends it. */
function announced(fact: FactOf<'escalation.due'>, at: number, before: Rung | undefined): Rung {
  const {sendsAt} = fact;
  if (before !== undefined && sendsAt !== undefined && stands(before, {sendsAt, at, origin: fact.origin}))
    return before;
  return {...rungOf(fact, at), ...(sendsAt === undefined ? {} : {sendsAt})};
}

/**
 * Whoever is to send it first does, else the one whose journal sorts first: all come to that, in whatever order they
 * heard. Since when its clock ran says nothing: each may have seen the alerts at another moment. What was announced
 * before it was sent, and is heard of late, is not sent once more.
 */
function stands(
  before: Rung,
  {sendsAt, at, origin}: {readonly sendsAt: number; readonly at: number; readonly origin: string},
): boolean {
  if (before.origin === origin) return false;
  if (before.requestedAt !== undefined) return at <= before.requestedAt;
  if (before.sendsAt === undefined) return false;
  const later = sendsAt - before.sendsAt;
  if (Math.abs(later) > SAME) return later < 0;
  return later === 0 ? before.origin < origin : later > 0;
}

function stopped(ladder: Ladder, {reason, clock}: FactOf<'escalation.stopped'>): Ladder {
  if (reason === 'operator') return {...ladder, rungs: withoutSending(ladder.rungs)};
  if (reason === 'escalated') return {...ladder, rungs: withoutAnnounced(ladder.rungs, clock ?? 'unacked')};
  const rungs = withoutClock(ladder.rungs, clock ?? 'unacked');
  // Once it was taken, whoever has to be called after that is called anew.
  return reason === 'acked' ? {...ladder, rungs, round: ladder.round + 1, asked: {}} : {...ladder, rungs};
}

function withoutSending(rungs: Ladder['rungs']): Ladder['rungs'] {
  return Object.fromEntries(Object.entries(rungs).map(([key, {sendsAt: _stopped, ...rung}]) => [key, rung]));
}

/** What was announced is due once more, later. */
function withoutAnnounced(rungs: Ladder['rungs'], clock: EscalationClock): Ladder['rungs'] {
  const isAnnounced = (rung: Rung) =>
    rung.clock === clock && rung.sendsAt !== undefined && rung.requestedAt === undefined;
  return Object.fromEntries(Object.entries(rungs).filter(([, rung]) => !isAnnounced(rung)));
}

function withoutClock(rungs: Ladder['rungs'], clock: EscalationClock): Ladder['rungs'] {
  return Object.fromEntries(Object.entries(rungs).filter(([, rung]) => rung.clock !== clock));
}

function rungOf(
  {clock, level, origin, since, who}: FactOf<'escalation.due' | 'escalation.requested'>,
  at: number,
): Rung {
  return {clock, level, origin, dueAt: at, since, who};
}

/** When a round began, Unix ms. */
function begin({generation}: Ladder): number {
  return Number(generation) || 0;
}

/**
 * Another account brings it late: whoever was called then was called about what was there before, and not about what fires
 * now. What is still there is the same, since when ever each of them counts.
 */
function isOfEarlier(
  draft: Draft,
  fact: FactOf<'escalation.due' | 'escalation.requested'>,
  ladder: Ladder | undefined,
): boolean {
  const {firing} = draft.state;
  const now = fact.alerts.map(alert => ({...alert, now: firing.get(alertKey(alert))?.startsAt}));
  if (now.some(alert => alert.now === alert.startsAt)) return false;
  if (ladder !== undefined) return isLate(draft, fact, begin(ladder));
  return now.some(alert => isLate(draft, fact, alert.now));
}

function put(
  draft: Draft,
  fact: FactOf<'escalation.due' | 'escalation.requested'>,
  how: (ladder: Ladder) => Ladder,
): void {
  const {group, policy, title, severity, alerts} = fact;
  const before = draft.state.ladders.get(group);
  if (isOfEarlier(draft, fact, before)) return;
  const [, began = '', round = '0'] = /^(\d+)(?:[.](\d+))?/.exec(fact.generation) ?? [];
  const fresh = {generation: began, round: Number(round), rungs: {}, asked: {}};
  const ladder: Ladder = {...fresh, ...before, group, policy, title, severity, alerts};
  writableMap(draft, 'ladders').set(group, how(ladder));
}
