import * as v from 'valibot';
import {type FoundIncident, TargetError, type TargetRequest} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {readAnswer} from '../http/http.js';
import {shortKey} from '../short-key.js';
import type {Api} from './api.js';

export const LONGEST_KEY = 255;
const LONGEST_WORD = 1_024;

const shown = v.pipe(
  v.string(),
  v.transform(text => plainText(text, {maxLength: LONGEST_WORD})),
);
const reference = v.nullish(v.object({id: v.nullish(shown), summary: v.nullish(shown)}));

const incident = v.object({
  id: shown,
  title: v.nullish(shown),
  status: v.picklist(['triggered', 'acknowledged', 'resolved']),
  html_url: v.nullish(shown),
  last_status_change_at: v.nullish(v.string()),
  last_status_change_by: reference,
  escalation_level: v.nullish(v.number()),
  assignments: v.optional(v.array(v.object({assignee: reference})), []),
});
type Incident = v.InferOutput<typeof incident>;

const oneIncident = v.object({incident});
const manyIncidents = v.object({incidents: v.array(incident)});

const STATUSES = ['triggered', 'acknowledged', 'resolved'];
/** More open incidents of one key than services that could have it. */
const MOST = 100;

/** The incidents of a key, the newest first. A key of one of their alerts finds them too. */
export async function incidentsOf(api: Api, thread: string, signal: AbortSignal): Promise<readonly FoundIncident[]> {
  const answer = await api.get(
    '/incidents',
    {
      incident_key: shortKey(thread, LONGEST_KEY),
      'statuses[]': STATUSES,
      date_range: 'all',
      sort_by: 'created_at:desc',
      limit: MOST,
    },
    signal,
  );
  return readAnswer(answer, manyIncidents).incidents.map(one => found(one, thread));
}

/** What is still open of a request's thread, or the one incident that it names. Rejects when there never was any. */
export async function aimedAt(
  api: Api,
  request: TargetRequest,
  signal: AbortSignal,
): Promise<readonly FoundIncident[]> {
  const {ref, thread} = request;
  if (ref?.id !== undefined) {
    const answer = await api.get(`/incidents/${encodeURIComponent(ref.id)}`, {}, signal);
    return [found(readAnswer(answer, oneIncident).incident, thread)];
  }
  const all = await incidentsOf(api, thread, signal);
  if (all.length === 0) {
    throw new TargetError('not-found', 'PagerDuty has no incident of this alert group.', {
      hint: 'It may never have been opened there, or by another service key. Look at it in PagerDuty.',
    });
  }
  return all.filter(({status}) => status !== 'resolved');
}

/** The incident that an answer holds. */
export function incidentIn(answer: Parameters<typeof readAnswer>[0], thread: string): FoundIncident {
  return found(readAnswer(answer, oneIncident).incident, thread);
}

function found(one: Incident, thread: string): FoundIncident {
  const on = Date.parse(one.last_status_change_at ?? '');
  const by = one.last_status_change_by?.summary;
  return {
    ref: {id: one.id},
    thread,
    title: one.title ?? one.id,
    status: one.status,
    ...(by == null ? {} : {by}),
    ...(Number.isNaN(on) ? {} : {on}),
    assigned: one.assignments.flatMap(({assignee}) => assignee?.summary ?? []),
    ...(one.escalation_level == null ? {} : {level: one.escalation_level}),
    ...(one.html_url == null ? {} : {url: one.html_url}),
  };
}
