import * as v from 'valibot';
import {readJson} from '../body/read-body.js';
import {defineHook, nameEntry, powersOf, resolveAfterEntry} from '../define-hook.js';
import type {Inbound} from '../hook.js';
import {type Outcome, readEach, refuse} from '../outcome.js';
import {type EventReading, readEvent} from './read-event.js';

const options = v.strictObject({...nameEntry, ...resolveAfterEntry});

/** A sender's own limit is a hundred unless it is told otherwise. */
const MOST_EVENTS = 50_000;

/**
 * Alertmanager's event recorder (0.33 and newer) with its webhook output, one event or a batch. What happens to alerts is
 * told; of everything else (silences, inhibitions, notifications, restarts) only that the source should be asked.
 */
export const eventsHook = defineHook({
  path: 'events',
  options,
  powers: ({resolveAfter}) => powersOf({silence: true, resolve: true, resolveAfter}),
  read(request, {options: {resolveAfter}, source}) {
    const json = readJson(request);
    if (!json.ok) return json;
    const events = readEvents(json.value, {source, now: request.now, resolveAfter});
    if (!events.ok) return events;
    const inbound = events.value.filter(event => event !== undefined);
    return {ok: true, inbound, wake: inbound.length < events.value.length ? [source] : []};
  },
});

/** Undefined stands for an event that is not about an alert. */
function readEvents(body: unknown, reading: EventReading): Outcome<readonly (Inbound | undefined)[]> {
  if (!Array.isArray(body)) return readEach([body], event => readEvent(event, '', reading));
  if (body.length > MOST_EVENTS) return refuse(`The batch has more than ${MOST_EVENTS} events.`);
  return readEach(body, (event, index) => readEvent(event, `[${index}].`, reading));
}
