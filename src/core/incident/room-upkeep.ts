import {requestsOf, whyNot} from '../escalation/decide-deliveries.js';
import {isLost} from '../escalation/deliveries.js';
import {type Delivery, type DeliveryDraft, threadKey} from '../escalation/delivery.js';
import type {Asking, NewFact} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import {holderOf, type Incident} from './incident.js';
import {roomThread, type TopicParts, topicOf} from './room.js';

/**
 * What the facts about incidents come to in their rooms: the topic follows status, severity and commander, and a room
 * is put away with its incident where the configuration says so. A topic that has not been sent yet is replaced by the
 * next one.
 */
export function roomFacts(facts: readonly NewFact[], state: WatchState, asking: Asking): readonly NewFact[] {
  if (state.settings.readOnly) return [];
  const touched = new Set(facts.flatMap(fact => (isMove(fact) ? [fact.incident] : [])));
  return [...touched].flatMap(id => {
    const incident = state.shift.incidents.get(id);
    return incident === undefined ? [] : upkeepOf(incident, facts, {state, asking});
  });
}

const DAY = 24 * 60 * 60_000;

const MOVES = [
  'incident.status-changed',
  'incident.severity-changed',
  'incident.role-assigned',
  'incident.role-released',
  'incident.resolved',
  'incident.reopened',
  'incident.closed',
  'incident.room-opened',
] as const;

type Move = Extract<NewFact, {type: (typeof MOVES)[number]}>;

function isMove(fact: NewFact): fact is Move {
  return (MOVES as readonly string[]).includes(fact.type);
}

interface Moment {
  readonly state: WatchState;
  readonly asking: Asking;
}

function upkeepOf(incident: Incident, facts: readonly NewFact[], {state, asking}: Moment): readonly NewFact[] {
  const moves = facts.filter(isMove).filter(fact => fact.incident === incident.incident);
  const after = moves.reduce(moved, partsOf(incident));
  const topic = topicOf(after);
  const told = toldTopic(incident, moves, state);
  const isReopened = moves.some(({type}) => type === 'incident.reopened');
  const target = targetOf(incident, moves, state);
  if (target === undefined || (topic === told && !isReopened)) return [];
  const archives = after.status === 'closed' && state.settings.incidents.roomArchive === true;
  const drafts = [
    ...(topic === told ? [] : [topicDraft(incident, {target, topic, archives}, asking)]),
    ...(archives ? [archiveDraft(incident, {target, topic}, asking)] : []),
  ].filter(draft => whyNot(draft, state) === undefined);
  if (drafts.length === 0 && !isReopened) return [];
  return [...replaced(incident, isReopened, state), ...requestsOf(drafts, state, asking)];
}

function partsOf(incident: Incident): TopicParts {
  const commander = holderOf(incident, 'commander');
  const {incident: id, severity, status, title} = incident;
  return {incident: id, severity, status, title, ...(commander === undefined ? {} : {commander})};
}

function moved(before: TopicParts, fact: Move): TopicParts {
  switch (fact.type) {
    case 'incident.status-changed':
      return {...before, status: fact.status};
    case 'incident.severity-changed':
      return {...before, severity: fact.severity};
    case 'incident.resolved':
      return {...before, status: 'resolved'};
    case 'incident.reopened':
      return {...before, status: 'investigating'};
    case 'incident.closed':
      return {...before, status: 'closed'};
    case 'incident.role-assigned':
      return fact.role === 'commander' ? {...before, commander: fact.person} : before;
    case 'incident.role-released':
      return fact.role === 'commander' ? withoutCommander(before) : before;
    case 'incident.room-opened':
      return before;
  }
}

function withoutCommander({commander: _nobody, ...rest}: TopicParts): TopicParts {
  return rest;
}

/** What its topic says by now, or will as soon as what is under way is sent. A room that was only recorded is not ours. */
function toldTopic(incident: Incident, moves: readonly Move[], {shift}: WatchState): string {
  const isOpening = moves.some(({type}) => type === 'incident.room-opened');
  if (!isOpening) return topicOf(partsOf(incident));
  const asked = [...shift.deliveries.values()].findLast(
    one => one.room !== undefined && one.incident === incident.incident,
  );
  return asked?.topic ?? topicOf(partsOf(incident));
}

/** Where its room is, once it is there and until it is put away. */
function targetOf({incident, room}: Incident, moves: readonly Move[], {shift}: WatchState): string | undefined {
  const opened = moves.find(fact => fact.type === 'incident.room-opened');
  const name = opened?.target ?? room?.target;
  if (name === undefined) return undefined;
  const thread = shift.threads.get(threadKey(name, roomThread(incident)));
  const isThere = thread !== undefined && thread.status !== 'resolved';
  return isThere && (opened !== undefined || thread.ref?.channel !== undefined) ? name : undefined;
}

/** Topics that did not get there, which the next one makes old; and what would put away a room that is needed again. */
function replaced(incident: Incident, isReopened: boolean, {shift}: WatchState): readonly NewFact[] {
  const isOld = (one: Delivery) => (one.state === 'requested' && !one.trying) || isLost(one);
  return [...shift.deliveries.values()]
    .filter(one => one.incident === incident.incident && one.origin === shift.origin && isOld(one))
    .filter(one => (one.topic !== undefined && one.room === undefined) || (one.archive === true && isReopened))
    .map(({delivery, attempts, archive}) => ({
      type: 'delivery.failed',
      delivery,
      attempts,
      reason: archive === true ? 'the incident was taken up again' : 'a newer topic takes its place',
      final: true,
      stopped: true,
    }));
}

function topicDraft(
  incident: Incident,
  {target, topic, archives}: {readonly target: string; readonly topic: string; readonly archives: boolean},
  asking: Asking,
): DeliveryDraft {
  // Apart from what is posted, which it is not to hold up; but before its room is put away.
  const thread = archives ? roomThread(incident.incident) : `watchkeeper-topic-${incident.incident}`;
  const title = `room of ${incident.incident}: topic`;
  return {...draftOf(incident, topic, asking), target, verb: 'update', thread, title, topic};
}

function archiveDraft(
  incident: Incident,
  {target, topic}: {readonly target: string; readonly topic: string},
  asking: Asking,
): DeliveryDraft {
  const thread = roomThread(incident.incident);
  const title = `room of ${incident.incident}: archive`;
  return {...draftOf(incident, topic, asking), target, verb: 'update', thread, title, archive: true};
}

function draftOf({incident, severity}: Incident, title: string, {at, by}: Asking) {
  return {
    incident,
    // No news that grows old: whoever comes back tomorrow still sets it right.
    expiresAt: at + DAY,
    message: {title, text: '', severity, status: 'info', source: 'watchkeeper', by, at},
  } as const;
}
