import {hasReturned, isIdle, seesTo} from '../lease/acting.js';
import {sendsFrom} from '../lease/own-lease.js';
import type {Asking, NewFact} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import {alertGroups, namesOf} from './alert-groups.js';
import {type Due, type Outlook, outlookOf} from './clocks.js';
import {keysOf} from './delivery.js';
import {generationOf, type Ladder, type Rung} from './ladder.js';
import {LEAST} from './pager-deeds.js';
import {callFacts} from './pages.js';
import {lastProgress} from './progress.js';
import {reachOf} from './reach.js';

/** So long before it is sent, ms, what sends itself is announced. */
const ANNOUNCED = 30_000;
/** What somebody else announced and did not send by then, ms, is sent from here. */
const THEIRS = 60_000;
/** Whoever else is there has one of so many turns of this length, ms, in which it hears when another has sent it. */
const TURNS = 12;
const TURN = 5_000;

/** How every group's escalation stands that has one; none where nothing is configured or nothing is known yet. */
function outlooks(state: WatchState, now: number): readonly Outlook[] {
  if (state.settings.policies.length === 0 || state.warming) return [];
  return [...alertGroups(state).values()].flatMap(group => outlookOf(group, state, now) ?? []);
}

/** What time, an ack or progress has brought to the ladders: levels that are due or send themselves, and clocks that stop. */
export function decideTickLadders(_command: {readonly type: 'tick-ladders'}, state: WatchState, asking: Asking) {
  if (state.settings.readOnly || isIdle(state)) return [];
  const found = outlooks(state, asking.at);
  const moment = {state, asking, saidAt: announcing(state, asking.at)};
  return [...overFacts(state), ...found.flatMap(outlook => factsOf(outlook, moment))];
}

/** The next moment, Unix ms, at which time alone brings something to a ladder. */
export function nextLadderDeadline(state: WatchState, now: number): number | undefined {
  if (state.settings.readOnly || isIdle(state)) return undefined;
  const saidAt = announcing(state, now);
  const times = outlooks(state, now).flatMap(outlook => [
    ...outlook.dues.map(saidAt),
    ...pendingOf(outlook.ladder).map(rung => sendingAt(rung, outlook, {state, now})),
  ]);
  return times.length === 0 ? undefined : times.reduce((first, time) => Math.min(first, time));
}

/** What is announced and not sent yet. */
export function pendingOf(ladder: Ladder | undefined): readonly (Rung & {readonly sendsAt: number})[] {
  return Object.values(ladder?.rungs ?? {}).flatMap(rung => {
    const {sendsAt, requestedAt} = rung;
    return sendsAt === undefined || requestedAt !== undefined ? [] : [{...rung, sendsAt}];
  });
}

/** When what was announced is sent from here: at its time, later where others may, and not while a relay may be acting. */
function sendingAt(
  rung: Rung & {readonly sendsAt: number},
  outlook: Outlook,
  {state, now}: {readonly state: WatchState; readonly now: number},
): number {
  const {sendsAt, origin} = rung;
  const isOurs = seesTo(origin, state) || hasReturned(origin, state);
  const level = levelNamed(rung, outlook);
  const targets = level === undefined ? [] : reachOf(level, state, now).targets.map(({target}) => target);
  const from = sendsFrom({policy: outlook.policy.name, targets}, state, now);
  return Math.max(isOurs ? sendsAt : sendsAt + THEIRS + turnOf(state.shift.origin), from);
}

/** Cockpits know each other by what they tell only, so each takes its turn by its own journal's name. */
function turnOf(origin: string): number {
  const sum = [...origin].reduce((all, letter) => all + (letter.codePointAt(0) ?? 0), 0);
  return (sum % TURNS) * TURN;
}

function factsOf(outlook: Outlook, moment: Moment & {readonly saidAt: SaidAt}): readonly NewFact[] {
  const {state, asking, saidAt} = moment;
  const stopped = stops(outlook, state);
  if (stopped.length > 0) return stopped;
  const {dues, ladder} = outlook;
  return [
    ...pendingOf(ladder)
      .filter(rung => sendingAt(rung, outlook, {state, now: asking.at}) <= asking.at)
      .flatMap(rung => sendFacts(rung, outlook, moment)),
    ...dues.filter(due => saidAt(due) <= asking.at).map(due => dueFact(due, outlook, moment)),
  ];
}

type SaidAt = (due: Due) => number;

/** When a level is said to be due: one that sends itself so long before, that it is sent when it is due. */
function announcing(state: WatchState, now: number): SaidAt {
  // Groups by the thousand share the levels of a policy.
  const sending = new Map<Due['level'], boolean>();
  const sends = (level: Due['level']) => {
    const known = sending.get(level) ?? (level.auto && reachOf(level, state, now).targets.length > 0);
    sending.set(level, known);
    return known;
  };
  return ({level, at, since}) => (sends(level) ? Math.max(since, at - ANNOUNCED) : at);
}

interface Moment {
  readonly state: WatchState;
  readonly asking: Asking;
}

function dueFact(due: Due, outlook: Outlook, {state, asking}: Moment): NewFact {
  const now = asking.at;
  const {group, standing, policy, ladder} = outlook;
  const {who, targets} = reachOf(due.level, state, now);
  return {
    type: 'escalation.due',
    group: group.group,
    policy: policy.name,
    level: due.level.name,
    generation: generationOf(ladder, standing.startsAt),
    clock: due.clock,
    alerts: namesOf(group.alerts),
    title: standing.title,
    severity: standing.severity,
    since: due.since,
    who,
    ...(due.level.auto && targets.length > 0 ? {sendsAt: Math.max(due.at, now + ANNOUNCED)} : {}),
  };
}

/** Nobody stopped it. */
function sendFacts(rung: Rung, outlook: Outlook, {state, asking}: Moment): readonly NewFact[] {
  const {group, standing, policy, ladder} = outlook;
  const level = levelNamed(rung, outlook);
  if (level === undefined) return [];
  const reach = reachOf(level, state, asking.at);
  const {clock, since} = rung;
  return callFacts(
    {group, standing, policy, ...(ladder && {ladder}), level, clock, since, reach, auto: true},
    state,
    asking,
  );
}

function levelNamed({clock, level}: Rung, {policy}: Outlook) {
  const rule = clock === 'no-progress' ? policy.noProgress : policy.unresolved;
  const known = policy.levels.find(({name}) => name === level);
  return known ?? (clock === 'unacked' ? undefined : {name: level, people: rule.people, to: rule.to, auto: rule.auto});
}

/** An ack, here or in a pager, stops the first clock; progress the second; an escalation in a pager what is announced of both. */
function stops({group, standing, ladder, elsewhere, raised}: Outlook, state: WatchState): readonly NewFact[] {
  const rungs = Object.values(ladder?.rungs ?? {});
  const said = {type: 'escalation.stopped' as const, group: group.group, title: standing.title};
  const isTaken = standing.unackedSince === undefined || elsewhere !== undefined;
  const facts: NewFact[] = [];
  if (isTaken && rungs.some(({clock}) => clock === 'unacked'))
    facts.push({...said, clock: 'unacked', reason: 'acked', ...detailOf(standing.owner, elsewhere)});
  else if (raised !== undefined && isCalledThere(ladder, raised.on))
    facts.push({...said, clock: 'unacked', reason: 'escalated', ...detailOf(undefined, raised)});
  const waiting = rungs.filter(({clock}) => clock === 'no-progress');
  const last = waiting.length === 0 ? 0 : Math.max(raised?.on ?? 0, lastProgress(standing, group.group, state));
  if (waiting.some(({since, requestedAt}) => since < last && (requestedAt ?? 0) < last))
    facts.push({...said, clock: 'no-progress', reason: 'progress'});
  return facts;
}

/** Somebody was called in the pager so lately, or since, that the level that is announced would not be due yet. */
function isCalledThere(ladder: Ladder | undefined, on: number): boolean {
  return pendingOf(ladder).some(({clock, dueAt}) => clock === 'unacked' && on > dueAt - LEAST);
}

function detailOf(owner: string | undefined, elsewhere: Outlook['elsewhere']): {readonly detail?: string} {
  if (elsewhere !== undefined)
    return {detail: `${elsewhere.resolved === true ? 'resolved by ' : ''}${elsewhere.by} at ${elsewhere.at}`};
  return owner === undefined ? {} : {detail: owner};
}

/** Ladders whose alerts are all gone from a source that answers. */
function overFacts(state: WatchState): readonly NewFact[] {
  if (state.shift.ladders.size === 0 || state.warming) return [];
  const groups = alertGroups(state);
  return [...state.shift.ladders.values()].flatMap((ladder): readonly NewFact[] => {
    const sources = [...new Set(ladder.alerts.map(({source}) => source))];
    const isKnown = sources.every(source => state.live.sources.get(source)?.state === 'up');
    const fires = groups.has(ladder.group) || keysOf(ladder.alerts).some(key => state.shift.firing.has(key));
    return fires || !isKnown
      ? []
      : [{type: 'escalation.stopped', group: ladder.group, title: ladder.title, reason: 'resolved'}];
  });
}
