import type {Asking, NewFact} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import {type AlertGroup, namesOf, type Standing} from './alert-groups.js';
import {ownGroupKey, threadsAbout} from './correlation.js';
import {goOnWith, requestsOf} from './decide-deliveries.js';
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

/** What of a call tells it from others. */
type Asked = Pick<Call, 'group' | 'standing' | 'policy' | 'ladder' | 'level'>;

/** The drafts of what would be sent; `at` is Unix ms. */
export function draftsOf(call: Call, state: WatchState, {at, by}: Pick<Asking, 'at' | 'by'>): readonly DeliveryDraft[] {
  const {group, standing, policy, reach} = call;
  const message = pageMessage({...call, by, at, who: reach.who}, state);
  const key = keyOf(call, state, generationFor(call, state, at));
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
  if (unsettledOf(call, state, asking.at) !== undefined) return goOnWith(drafts, state, asking);
  const {group, standing, policy, level, clock, since, reach, note, auto} = call;
  const requested: NewFact = {
    type: 'escalation.requested',
    escalation,
    group: group.group,
    policy: policy?.name ?? '',
    level: level.name,
    generation: generationFor(call, state, asking.at),
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
function keyOf({group, policy, level}: Asked, state: WatchState, generation: string): string {
  return sha256Hex([ownGroupKey(group, state), policy?.name ?? '', level.name, generation].join('\n'));
}

/** Whoever asks for the same level once more wants somebody to be called once more, or that what is on its way arrives. */
function generationFor(call: Asked, state: WatchState, at: number): string {
  return unsettledOf(call, state, at) ?? generationsOf(call).next;
}

/** Whether the same was asked for before and has reached nobody yet, and nothing is known to keep it. */
export function isOnItsWay(call: Asked, state: WatchState, at: number): boolean {
  const generation = unsettledOf(call, state, at);
  if (generation === undefined) return false;
  const key = keyOf(call, state, generation);
  const same = [...state.shift.deliveries.values()].filter(one => one.key === key);
  return same.every(one => one.state === 'requested' && one.trouble === undefined);
}

/** The generation of the same level that is not settled yet, the last one first. */
function unsettledOf(call: Asked, state: WatchState, at: number): string | undefined {
  const {asked} = generationsOf(call);
  if (asked.length === 0) return undefined;
  const open = new Set<string>();
  for (const {state: how, key, expiresAt} of state.shift.deliveries.values())
    if (how === 'requested' && expiresAt > at) open.add(key);
  return open.size === 0 ? undefined : asked.find(generation => open.has(keyOf(call, state, generation)));
}

/** Those that were asked for in this round, the last one first, and the one that a new call has. */
function generationsOf({ladder, standing, level}: Asked): {readonly asked: readonly string[]; readonly next: string} {
  const generation = generationOf(ladder, standing.startsAt);
  const named = (count: number) => (count === 0 ? generation : `${generation}+${count}`);
  const before = ladder?.asked[level.name] ?? 0;
  return {asked: Array.from({length: before}, (_, index) => named(before - 1 - index)), next: named(before)};
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
