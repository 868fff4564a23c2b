import {isSameMatchers} from '../../core/alert/matcher.js';
import {ApiError} from './api-error.js';
import {labelTest, parseFilter, patternTest} from './matching.js';
import type {Observation, ObservedAlert, ObservedGroup} from './observation.js';
import type {StoredSilence} from './silence-store.js';

/** Whether an alert is asked for by `active`, `silenced`, `inhibited`, `receiver` and `filter`. */
export function alertTest(query: URLSearchParams): (observed: ObservedAlert) => boolean {
  const labels = labelTest(query.getAll('filter').map(parseFilter));
  const receivers = receiverTest(query);
  const [active, silenced, inhibited] = [flag(query, 'active'), flag(query, 'silenced'), flag(query, 'inhibited')];
  return ({alert, silencedBy, inhibitedBy}) =>
    (silenced || silencedBy.length === 0) &&
    (inhibited || inhibitedBy.length === 0) &&
    (active || silencedBy.length + inhibitedBy.length > 0) &&
    alert.placements.some(({receiver}) => receivers(receiver)) &&
    labels(alert.labels);
}

/** The groups asked for, without the alerts that are not; an empty one is left out. */
export function filteredGroups(seen: Observation, query: URLSearchParams): readonly ObservedGroup[] {
  const test = alertTest(query);
  const receivers = receiverTest(query);
  const muted = flag(query, 'muted');
  return seen.groups
    .filter(group => receivers(group.placement.receiver) && (muted || group.mutedBy.length === 0))
    .map(group => ({...group, alerts: group.alerts.filter(test)}))
    .filter(group => group.alerts.length > 0);
}

/** A silence is found by its own matchers, literally: each one asked for has to be among them. */
export function silenceTest(query: URLSearchParams): (silence: StoredSilence) => boolean {
  const wanted = query.getAll('filter').map(parseFilter);
  return silence => wanted.every(one => silence.matchers.some(matcher => isSameMatchers([matcher], [one])));
}

function receiverTest(query: URLSearchParams): (name: string) => boolean {
  const pattern = query.get('receiver');
  if (pattern === null) return () => true;
  try {
    return patternTest(pattern);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ApiError(400, `failed to parse receiver param: ${why}`);
  }
}

const YES: ReadonlySet<string> = new Set(['true', '1', 'yes', 'ok', 'y', 'on', 'selected', 'checked', 't', 'enabled']);

/** Absent is yes; a word that is none of Alertmanager's words for yes is no, without an error. */
function flag(query: URLSearchParams, name: string): boolean {
  const value = query.getAll(name).at(-1);
  return value === undefined || value === '' || YES.has(value.toLowerCase());
}
