import * as v from 'valibot';
import type {FoundIncident, FoundOnCall} from '../../core/escalation/target.js';
import {readEach} from '../read-each.js';
import type {AlertDesk} from './alert-desk.js';
import {foundAlerts} from './found.js';
import {dataIn, listedIn} from './listed.js';
import {peopleOnCall} from './on-call.js';
import {aliasOf} from './requests.js';

type Whole = NonNullable<AlertDesk['whole']>;

/** So many aliases still fit into an address. */
const ALIASES = 10;
const MOST = '100';

const rawSchedule = v.looseObject({
  id: v.string(),
  name: v.nullish(v.string(), ''),
  enabled: v.optional(v.boolean(), true),
});

export async function findAlerts(
  {api, alerts, style}: Whole,
  threads: readonly string[],
  signal: AbortSignal,
): Promise<readonly FoundIncident[]> {
  const found: FoundIncident[] = [];
  for (let at = 0; at < threads.length; at += ALIASES) {
    const some = threads.slice(at, at + ALIASES);
    const query = some.map(thread => `alias:${JSON.stringify(aliasOf(thread))}`).join(' OR ');
    const size = {[style === 'jsm' ? 'size' : 'limit']: MOST};
    const answer = await api({path: alerts, query: {query, ...size}}, signal);
    found.push(...foundAlerts(listedIn(answer), some));
  }
  return found;
}

/** Asks each schedule of these names or ids, all that there are where none is given. */
export async function onCallNow(
  whole: Whole,
  {names, at}: {readonly names: readonly string[]; readonly at: number | undefined},
  signal: AbortSignal,
): Promise<readonly FoundOnCall[]> {
  const query = {flat: 'true', ...(at === undefined ? {} : {date: new Date(at).toISOString()})};
  const found: FoundOnCall[] = [];
  for (const {path, name, more} of await placesOf(whole, names, signal)) {
    const answer = await whole.api({path, query: {...query, ...more}}, signal);
    const data = dataIn(answer);
    found.push(...(Array.isArray(data) ? data : [data]).flatMap(raw => peopleOnCall(raw, name)));
  }
  return found;
}

interface SchedulePlace {
  readonly path: string;
  readonly name?: string;
  readonly more?: Readonly<Record<string, string>>;
}

async function placesOf(
  whole: Whole,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly SchedulePlace[]> {
  const {api, style, schedules} = whole;
  const path = (key: string) => `${schedules}/${encodeURIComponent(key)}/on-calls`;
  if (style === 'opsgenie') {
    const more = {scheduleIdentifierType: 'name'};
    return names.length === 0 ? [{path: `${schedules}/on-calls`}] : names.map(name => ({path: path(name), name, more}));
  }
  if (names.length > 0) return names.map(id => ({path: path(id)}));
  const answer = await api({path: schedules, query: {size: MOST}}, signal);
  return readEach(rawSchedule, listedIn(answer))
    .filter(({enabled}) => enabled)
    .map(({id, name}) => ({path: path(id), name}));
}
