import {type AlertKey, alertKey} from '../alert/alert.js';
import {seesTo} from '../lease/acting.js';
import type {KnownTarget} from '../settings.js';
import type {Asking, NewFact} from '../shift/decision.js';
import type {Ack} from '../shift/state.js';
import type {WatchState} from '../watch-state.js';
import {type AlertGroup, alertGroups, groupsOfAlerts, standingOf} from './alert-groups.js';
import {isIn, pagerIncidents, threadsAbout} from './correlation.js';
import {requestsOf} from './decide-deliveries.js';
import type {Delivery, DeliveryDraft, OccurrenceName, Thread} from './delivery.js';
import {keysOf} from './delivery.js';
import {sha256Hex} from './sha256.js';
import type {DeliveryVerb, TargetMessage} from './target.js';

type FactNamed<T extends NewFact['type']> = Extract<NewFact, {type: T}>;

/**
 * What acks and ends of alerts come to at the places that were told of them: an ack acknowledges what is open there, the
 * end of an ack is said there, and what is gone is resolved there, because a silenced alert never tells that itself.
 */
export function pagerFacts(facts: readonly NewFact[], state: WatchState, asking: Asking): readonly NewFact[] {
  if (state.settings.targets.length === 0 || state.settings.readOnly) return [];
  const drafts = [
    ...facts.filter(fact => fact.type === 'ack.requested').flatMap(fact => ackDrafts(fact, state, asking)),
    ...facts.filter(fact => fact.type === 'ack.ended').flatMap(fact => releaseDrafts(fact, state, asking)),
    ...resolveDrafts(facts, state, asking),
  ];
  return drafts.length === 0 ? [] : requestsOf(drafts, state, asking);
}

/** What an ack did at each place beside the source, as it stands now. */
export function placesOfAck({ack}: Pick<Ack, 'ack'>, {shift}: Pick<WatchState, 'shift'>): readonly Delivery[] {
  // The verb first: a key costs more to make than to compare.
  const isTold = ({verb}: Delivery) => verb === 'ack' || verb === 'note';
  return [...shift.deliveries.values()].filter(one => isTold(one) && one.key === placeKey('ack', ack, one.thread));
}

function placeKey(what: string, id: string, thread: string): string {
  return sha256Hex([what, id, thread].join('\n'));
}

interface Place {
  readonly target: KnownTarget;
  readonly thread: string;
  readonly alerts: readonly OccurrenceName[];
  readonly title: string;
}

function ackDrafts(fact: FactNamed<'ack.requested'>, state: WatchState, asking: Asking): readonly DeliveryDraft[] {
  const keys = fact.alerts.map(({fingerprint}) => alertKey({source: fact.source, fingerprint}));
  const places = groupsOfAlerts(keys, state).flatMap(group => placesOf(group, state));
  return distinct(places).flatMap(place => {
    const verb = firstPower(place.target, ['ack', 'note']);
    if (verb === undefined) return [];
    const text = `${asking.by} is on it.`;
    return [
      draftFor(place, {verb, key: placeKey('ack', fact.ack, place.thread), status: 'acked', text}, {state, asking}),
    ];
  });
}

/** Where something is open about a group: our own pages, and Alertmanager's incidents in pagers that are configured here. */
export function placesOf(group: AlertGroup, state: WatchState): readonly Place[] {
  const targets = new Map(state.settings.targets.map(target => [target.name, target]));
  const alerts = group.alerts.map(({source, fingerprint, startsAt}) => ({source, fingerprint, startsAt}));
  const title = group.alerts[0] === undefined ? '' : (standingOf(group, state, 0)?.title ?? group.group);
  const opened = threadsAbout(group, state).flatMap((thread): readonly Place[] => {
    const target = thread.status === 'resolved' ? undefined : targets.get(thread.target);
    return target === undefined ? [] : [{target, thread: thread.thread, alerts, title: thread.title || title}];
  });
  const theirs = pagerIncidents(group, state).flatMap(incident =>
    state.settings.targets
      .filter(({kind, powers}) => powers.ack === true && isIn(incident, kind))
      .map(target => ({target, thread: incident.thread, alerts, title})),
  );
  return distinct([...opened, ...theirs]);
}

function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map(place => [`${place.target.name}\n${place.thread}`, place])).values()];
}

/** What was acknowledged by an ack that has ended is nobody's: said where that can be said. */
function releaseDrafts(fact: FactNamed<'ack.ended'>, state: WatchState, asking: Asking): readonly DeliveryDraft[] {
  if (fact.reason === 'resolved' || fact.reason === 'taken' || fact.reason === 'failed') return [];
  return placesOfAck(fact, state).flatMap(({target: name, thread, alerts, title}) => {
    const target = state.settings.targets.find(one => one.name === name);
    if (target?.powers.note !== true) return [];
    const who =
      fact.reason === 'released' ? `${asking.by} gave it back` : `The ack of ${ackerOf(fact.ack, state)} has ended`;
    const said = {
      verb: 'note' as const,
      key: placeKey('release', fact.ack, thread),
      status: 'firing' as const,
      text: `${who}: nobody has it.`,
    };
    return [draftFor({target, thread, alerts, title}, said, {state, asking})];
  });
}

function ackerOf(ack: string, {shift}: WatchState): string {
  return shift.acks.get(ack)?.by ?? 'somebody';
}

/** Threads of ours all of whose alerts are gone. */
function resolveDrafts(facts: readonly NewFact[], state: WatchState, asking: Asking): readonly DeliveryDraft[] {
  const gone = new Set<AlertKey>();
  for (const fact of facts) if (fact.type === 'alert.resolved' && fact.reason !== 'rotated') gone.add(alertKey(fact));
  if (gone.size === 0) return [];
  return endDrafts(
    openThreads(state).filter(thread => isOver(thread, gone, state)),
    {state, asking},
  );
}

function openThreads(state: WatchState): readonly Thread[] {
  return [...state.shift.threads.values()].filter(({origin, status}) => status !== 'resolved' && seesTo(origin, state));
}

/** What is open at targets although all it is about was over before this process saw to it. */
export function endingFacts(state: WatchState, asking: Asking): readonly NewFact[] {
  if (state.settings.targets.length === 0 || state.warming) return [];
  const isKnown = ({source}: OccurrenceName) => state.live.sources.get(source)?.state === 'up';
  const gone = (thread: Thread) => new Set(keysOf(thread.alerts).filter(key => !state.shift.firing.has(key)));
  const over = openThreads(state).filter(thread => thread.alerts.every(isKnown) && isOver(thread, gone(thread), state));
  return requestsOf(endDrafts(over, {state, asking}), state, asking);
}

function endDrafts(
  threads: readonly Thread[],
  {state, asking}: {readonly state: WatchState; readonly asking: Asking},
): readonly DeliveryDraft[] {
  return threads.flatMap(thread => {
    const target = state.settings.targets.find(({name}) => name === thread.target);
    const verb = target && firstPower(target, ['resolve', 'note']);
    if (target === undefined || verb === undefined) return [];
    const said = {
      verb,
      key: placeKey('resolve', String(thread.openedAt), thread.thread),
      status: 'resolved' as const,
      text: 'It has resolved.',
    };
    return [
      draftFor({target, thread: thread.thread, alerts: thread.alerts, title: thread.title}, said, {
        state,
        asking,
      }),
    ];
  });
}

/** Whether the last of its alerts goes now, and of a group that Alertmanager told of, nothing has come since. */
function isOver({alerts, ours, thread}: Thread, gone: ReadonlySet<AlertKey>, state: WatchState): boolean {
  const keys = keysOf(alerts);
  if (!keys.some(key => gone.has(key))) return false;
  if (keys.some(key => state.shift.firing.has(key) && !gone.has(key))) return false;
  if (ours) return true;
  return ![...alertGroups(state).values()].some(group =>
    pagerIncidents(group, state).some(incident => incident.thread === thread),
  );
}

function firstPower<T extends DeliveryVerb>(target: KnownTarget, verbs: readonly T[]): T | undefined {
  return verbs.find(verb => target.powers[verb] === true);
}

interface Said {
  readonly verb: DeliveryVerb;
  readonly key: string;
  readonly status: TargetMessage['status'];
  readonly text: string;
}

function draftFor(
  {target, thread, alerts, title}: Place,
  {verb, key, status, text}: Said,
  {state, asking}: {readonly state: WatchState; readonly asking: Asking},
): DeliveryDraft {
  const known = alerts.flatMap(one => state.shift.firing.get(alertKey(one)) ?? []);
  const severity = known.map(one => one.severity).sort()[0] ?? 'P3';
  const message = {
    title,
    text,
    severity,
    status,
    source: alerts[0]?.source ?? 'watchkeeper',
    by: asking.by,
    at: asking.at,
  };
  return {target: target.name, verb, key, thread, title, message, alerts};
}
