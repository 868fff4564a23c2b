import {decideDeliver} from '../escalation/decide-deliveries.js';
import {type DeliveryDraft, threadKey} from '../escalation/delivery.js';
import {sha256Hex} from '../escalation/sha256.js';
import type {DeliveryVerb} from '../escalation/target.js';
import type {Asking, Decision} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import type {IncidentSettings} from './due.js';
import type {Audience, DraftKind, Incident} from './incident.js';
import {roomThread} from './room.js';

/** An update that is given to targets. */
export interface TargetedUpdate {
  readonly update: string;
  readonly incident: Incident;
  readonly audience: Audience;
  readonly draft: DraftKind;
  readonly title: string;
  readonly text: string;
  /** Names of targets. */
  readonly to: readonly string[];
}

/**
 * What asks the targets to tell an update. What one target hears of one incident is one thread: its first update opens
 * it, later ones follow there, and the resolution ends it. Refused where a target is unknown, or can say nothing.
 */
export function deliverUpdate(update: TargetedUpdate, state: WatchState, asking: Asking): Decision {
  const deliveries = [...new Set(update.to)].map(target => draftOf({...update, target}, state, asking));
  return decideDeliver({type: 'deliver', deliveries}, state, asking);
}

function draftOf(
  {target, update, incident, audience, draft, title, text}: TargetedUpdate & {readonly target: string},
  state: WatchState,
  {at, by}: Asking,
): DeliveryDraft {
  const thread = `watchkeeper-incident-${incident.incident}`;
  const open = state.shift.threads.get(threadKey(target, thread));
  const isOpen = open !== undefined && open.status !== 'resolved';
  const ends = draft === 'resolution';
  // A room of its own needs no threads: whatever is said there is about the incident.
  const own = audience === 'room' && target === incident.room?.target ? roomThread(incident.incident) : undefined;
  const room = own === undefined ? undefined : state.shift.threads.get(threadKey(target, own));
  // One that was put away takes no posts any more.
  const isThere = own !== undefined && room?.ref !== undefined && room.status !== 'resolved';
  return {
    target,
    verb: isThere ? 'create' : verbFor(target, {isOpen, ends}, state),
    key: updateKey(update, target),
    thread: isThere ? own : thread,
    title,
    incident: incident.incident,
    message: {
      title,
      text,
      severity: incident.severity,
      status: ends ? 'resolved' : 'info',
      source: 'watchkeeper',
      by,
      at,
      links: incident.links.map(link => ({title: link.title, url: link.url})),
      fields: [
        {name: 'incident', value: incident.incident},
        {name: 'status', value: incident.status},
      ],
    },
  };
}

/** What a target tells a repeat of an update by. */
export function updateKey(update: string, target: string): string {
  return sha256Hex(['update', update, target].join('\n'));
}

/** Where an update for an audience goes where nothing else is said: as configured, and for the room where that is. */
export function targetsFor(
  audience: Audience,
  {room}: Pick<Incident, 'room'>,
  {audiences}: Pick<IncidentSettings, 'audiences'>,
): readonly string[] {
  const own = audience === 'room' && room?.target !== undefined ? [room.target] : [];
  return [...new Set([...(audiences[audience] ?? []), ...own])];
}

/** What the target can do of what would be best, the best first. */
function verbFor(
  name: string,
  {isOpen, ends}: {readonly isOpen: boolean; readonly ends: boolean},
  {settings}: WatchState,
): DeliveryVerb {
  const powers = settings.targets.find(target => target.name === name)?.powers;
  const follows: readonly DeliveryVerb[] = ends
    ? ['resolve', 'update', 'note', 'create']
    : ['update', 'note', 'create'];
  const wanted: readonly DeliveryVerb[] = isOpen ? follows : ['create', 'note', 'update'];
  return wanted.find(verb => powers?.[verb] === true) ?? 'create';
}
