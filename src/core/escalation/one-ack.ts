import {type AlertKey, alertKey} from '../alert/alert.js';
import {seesTo} from '../lease/acting.js';
import type {Asking, NewFact} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import {type AlertGroup, alertGroups, groupsOfAlerts, standingOf} from './alert-groups.js';
import {isIn, pagerIncidents, threadsAbout} from './correlation.js';
import {requestsOf} from './decide-deliveries.js';
import type {DeliveryDraft, OccurrenceName, Thread} from './delivery.js';
import {keysOf} from './delivery.js';
import {giveBackDrafts} from './give-back.js';
import {distinct, draftFor, firstPower, type Place, placeKey} from './places.js';

type FactNamed<T extends NewFact['type']> = Extract<NewFact, {type: T}>;

/**
 * What acks and ends of alerts come to at the places that were told of them: an ack acknowledges what is open there, the
 * end of an ack takes that back, and what is gone is resolved there, because a silenced alert never tells that itself.
 */
export function pagerFacts(facts: readonly NewFact[], state: WatchState, asking: Asking): readonly NewFact[] {
  if (state.settings.targets.length === 0 || state.settings.readOnly) return [];
  const drafts = [
    ...facts.filter(fact => fact.type === 'ack.requested').flatMap(fact => ackDrafts(fact, state, asking)),
    ...giveBackDrafts(facts, state, asking),
    ...resolveDrafts(facts, state, asking),
  ];
  return drafts.length === 0 ? [] : requestsOf(drafts, state, asking);
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
