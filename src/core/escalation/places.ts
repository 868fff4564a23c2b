import {alertKey} from '../alert/alert.js';
import type {KnownTarget} from '../settings.js';
import type {Asking} from '../shift/decision.js';
import type {Ack} from '../shift/state.js';
import type {WatchState} from '../watch-state.js';
import type {Delivery, DeliveryDraft, OccurrenceName} from './delivery.js';
import {sha256Hex} from './sha256.js';
import type {DeliveryVerb, TargetMessage} from './target.js';

/** What an ack did at each place beside the source, as it stands now. */
export function placesOfAck({ack}: Pick<Ack, 'ack'>, {shift}: Pick<WatchState, 'shift'>): readonly Delivery[] {
  // The verb first: a key costs more to make than to compare.
  const isTold = ({verb}: Delivery) => verb === 'ack' || verb === 'note';
  return [...shift.deliveries.values()].filter(one => isTold(one) && one.key === placeKey('ack', ack, one.thread));
}

/** Names what is done at a place for an ack, its end, or the end of what it is about. */
export function placeKey(what: string, id: string, thread: string): string {
  return sha256Hex([what, id, thread].join('\n'));
}

/** Something that is open at a target, and what it is about. */
export interface Place {
  readonly target: KnownTarget;
  readonly thread: string;
  readonly alerts: readonly OccurrenceName[];
  readonly title: string;
}

/** Each place once. */
export function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map(place => [`${place.target.name}\n${place.thread}`, place])).values()];
}

/** The first of these verbs that a target can do. */
export function firstPower<T extends DeliveryVerb>(target: KnownTarget, verbs: readonly T[]): T | undefined {
  return verbs.find(verb => target.powers[verb] === true);
}

interface Said {
  readonly verb: DeliveryVerb;
  readonly key: string;
  readonly status: TargetMessage['status'];
  readonly text: string;
}

/** What is to be said or done at a place. */
export function draftFor(
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
