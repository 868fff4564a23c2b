import {notHeard, updatesDue} from '../incident/due.js';
import type {Audience, Incident} from '../incident/incident.js';
import {AUDIENCE_NAMES} from '../incident/sentences.js';
import {coarse} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import type {Banner} from './banner-shape.js';

/** An update that is due within this time is told of on every view, ms. */
const SOON = 5 * 60_000;

/** Who of an incident's audiences waits for an update, or will within minutes: `INC-1130-vy3e: tell the room, late 4m`. */
export function incidentBanner({shift, settings}: WatchState, now: number): readonly Banner[] {
  if (shift.incidents.size === 0) return [];
  const due = [...shift.incidents.values()]
    .flatMap(incident => updatesDue(incident, settings.incidents).map(update => ({...update, incident})))
    .filter(({at, audience, incident}) => at - now <= SOON && isWaiting(audience, incident, settings))
    .sort((a, b) => a.at - b.at);
  const [first, ...others] = due;
  if (first === undefined) return [];
  const {incident, audience, at, because} = first;
  const left = Math.ceil((at - now) / 60_000) * 60_000;
  const late = now - at < 60_000 ? 'now' : `late ${coarse(now - at)}`;
  const when = at <= now ? late : `in ${coarse(left)}`;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const why = `, ${incident.severity} ${incident.title}`;
  const said = because === 'not-sent' ? `NOT SENT, ${notHeard(audience)}` : `tell ${AUDIENCE_NAMES[audience]}`;
  const brief = `${incident.incident}: ${said}${more}, ${when}`;
  return [
    {
      kind: 'incident',
      tone: at <= now ? 'warning' : 'notice',
      text: `${brief}${why}`,
      why,
      brief,
      hint: ':incidents opens it, u there tells them.',
    },
  ];
}

/** Who has a place where it is told, or has heard of it, waits for more; of the others only the incident's view speaks. */
function isWaiting(audience: Audience, {updates}: Incident, {incidents}: WatchState['settings']): boolean {
  return (incidents.audiences[audience]?.length ?? 0) > 0 || updates.some(update => update.audience === audience);
}
