import {decideDeliver} from '../escalation/decide-deliveries.js';
import {type DeliveryDraft, threadKey} from '../escalation/delivery.js';
import {sha256Hex} from '../escalation/sha256.js';
import type {DeliveryVerb} from '../escalation/target.js';
import type {Asking, Decision} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import type {DraftKind, Incident} from './incident.js';

/** An update that is given to targets. */
export interface TargetedUpdate {
  readonly update: string;
  readonly incident: Incident;
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
  {target, update, incident, draft, title, text}: TargetedUpdate & {readonly target: string},
  state: WatchState,
  {at, by}: Asking,
): DeliveryDraft {
  const thread = `watchkeeper-incident-${incident.incident}`;
  const open = state.shift.threads.get(threadKey(target, thread));
  const isOpen = open !== undefined && open.status !== 'resolved';
  const ends = draft === 'resolution';
  return {
    target,
    verb: verbFor(target, {isOpen, ends}, state),
    key: sha256Hex(['update', update, target].join('\n')),
    thread,
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
