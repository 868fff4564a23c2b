import type {Asking, NewFact} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import {type AlertGroup, namesOf, type Standing} from './alert-groups.js';
import {ownGroupKey, threadsAbout} from './correlation.js';
import {requestsOf} from './decide-deliveries.js';
import type {DeliveryDraft} from './delivery.js';
import {type EscalationClock, generationOf, type Ladder} from './ladder.js';
import {pageMessage} from './page-message.js';
import {isSamePager} from './pagers.js';
import type {Level, Policy} from './policy.js';
import type {Reach} from './reach.js';
import {sha256Hex} from './sha256.js';

/** One call for help, with everything that is known of it. */
export interface Call {
  readonly group: AlertGroup;
  readonly standing: Standing;
  readonly policy?: Policy;
  readonly ladder?: Ladder;
  readonly level: Pick<Level, 'name' | 'pagerLevel'>;
  readonly clock: EscalationClock;
  readonly since: number;
  readonly reach: Reach;
  readonly note?: string;
  readonly auto?: true;
}

/** The drafts of what would be sent; `at` is Unix ms. */
export function draftsOf(call: Call, state: WatchState, {at, by}: Pick<Asking, 'at' | 'by'>): readonly DeliveryDraft[] {
  const {group, standing, policy, reach} = call;
  const message = pageMessage({...call, by, at, who: reach.who}, state);
  const key = keyOf(call, state);
  return reach.targets.map(({target, people}) => ({
    target,
    key,
    title: `${standing.severity} ${standing.title}`,
    message,
    alerts: namesOf(group.alerts),
    ...(policy?.expire === undefined ? {} : {expiresAt: at + policy.expire}),
    ...(people.length === 0 ? {} : {people}),
    ...(inPlace(call, target, state) ?? {verb: 'create' as const, thread: key}),
  }));
}

/** The facts of a call: that it was asked for, and what is to be sent. */
export function callFacts(call: Call, state: WatchState, asking: Asking): readonly NewFact[] {
  const escalation = asking.newId('esc-');
  const drafts = draftsOf(call, state, asking).map(draft => ({...draft, escalation}));
  const {group, standing, policy, level, clock, since, reach, note, auto} = call;
  const requested: NewFact = {
    type: 'escalation.requested',
    escalation,
    group: group.group,
    policy: policy?.name ?? '',
    level: level.name,
    generation: generationFor(call),
    clock,
    alerts: namesOf(group.alerts),
    title: standing.title,
    severity: standing.severity,
    since,
    who: reach.who,
    targets: reach.targets.map(({target}) => target),
    ...(auto === undefined ? {} : {auto}),
    ...(note === undefined ? {} : {message: note}),
  };
  return [requested, ...requestsOf(drafts, state, asking)];
}

/** The key of our own pages: the same for every try and for everybody who watches, another one for each level and round. */
function keyOf(call: Call, state: WatchState): string {
  const {group, policy, level} = call;
  return sha256Hex([ownGroupKey(group, state), policy?.name ?? '', level.name, generationFor(call)].join('\n'));
}

/** Whoever asks for the same level once more wants somebody to be called once more. */
function generationFor({ladder, standing, level}: Call): string {
  const generation = generationOf(ladder, standing.startsAt);
  const before = ladder?.asked[level.name] ?? 0;
  return before === 0 ? generation : `${generation}+${before}`;
}

/** The pager's own incident is moved to a level, where there is one and the level says so. */
function inPlace(
  {group, level: {pagerLevel: level}}: Call,
  target: string,
  state: WatchState,
): Pick<DeliveryDraft, 'verb' | 'thread' | 'level'> | undefined {
  const to = state.settings.targets.find(({name}) => name === target);
  if (level === undefined || to?.powers.escalate !== true) return undefined;
  const open = threadsAbout(group, state).find(
    ({ours, status, kind}) => !ours && status !== 'resolved' && isSamePager(kind, to.kind),
  );
  return open === undefined ? undefined : {verb: 'escalate', thread: open.thread, level};
}
