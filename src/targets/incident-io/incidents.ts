import * as v from 'valibot';
import {type FoundIncident, type Target, TargetError, type TargetRequest} from '../../core/escalation/target.js';
import {type HttpAnswer, readAnswer} from '../http/http.js';
import type {VendorApi} from '../http/vendor-api.js';
import {readEach} from '../read-each.js';
import {fitter} from '../text/fit.js';
import {remarked} from '../text/remarked.js';
import {
  creation,
  foundIncident,
  type IncidentSettings,
  isOf,
  isOver,
  type RawIncident,
  rawIncident,
  texts,
  urlOf,
} from './incident.js';
import {type IncidentStatus, missing, organisationLists, sameName} from './lists.js';

type Send = Target['send'];

const INCIDENTS = '/v2/incidents';
const PAGE = '100';
const MOST_PAGES = 5;

const one = v.looseObject({incident: rawIncident});
const list = v.looseObject({
  incidents: v.array(v.unknown()),
  pagination_meta: v.optional(v.looseObject({after: v.optional(v.string())})),
});

/** What can be done with incidents. */
export function incidentActs(api: VendorApi, settings: IncidentSettings) {
  const lists = organisationLists(api);
  const search = incidentSearch(api);

  const create: Send = async (request, {signal}) => {
    const {severity} = request.message;
    const id = await lists.severityId(severity, settings.severities[severity], signal);
    const fits = fitter();
    const body = creation(request, {settings, severity: id}, fits);
    const raw = incidentIn(await api({method: 'POST', path: INCIDENTS, json: body}, signal));
    return {ref: {id: raw.id}, ...urlOf(raw), ...remarked(fits.remark())};
  };

  const edit = async (id: string, incident: unknown, signal: AbortSignal) => {
    const call = {
      method: 'POST',
      path: `${INCIDENTS}/${encodeURIComponent(id)}/actions/edit`,
      json: {incident, notify_incident_channel: true},
    } as const;
    return incidentIn(await api(call, signal));
  };

  const update: Send = async (request, {signal}) => {
    const id = await place(request, signal);
    const {severity} = request.message;
    const severityId = await lists.severityId(severity, settings.severities[severity], signal);
    const fits = fitter();
    const incident = {...texts(request, fits), ...(severityId === undefined ? {} : {severity_id: severityId})};
    const raw = await edit(id, incident, signal);
    return {ref: {id}, ...urlOf(raw), ...remarked(fits.remark())};
  };

  const resolve: Send = async (request, {signal}) => {
    const id = await place(request, signal);
    const status = endStatus(await lists.statuses(signal), settings.resolved_status);
    const raw = incidentIn(await api({path: `${INCIDENTS}/${encodeURIComponent(id)}`}, signal));
    if (isOver(raw, status.name)) return {ref: {id}, ...urlOf(raw), existed: true};
    const after = await edit(id, {incident_status_id: status.id}, signal);
    const left =
      status.category === 'live' ? `it stands at ${status.name} now; only the app of incident.io can close it` : '';
    return {ref: {id}, ...urlOf(after), ...remarked(left)};
  };

  const place = async ({ref, thread}: TargetRequest, signal: AbortSignal): Promise<string> => {
    const id = ref?.id ?? (await search([thread], signal)).find(raw => isOf(raw, thread))?.id;
    if (id !== undefined) return id;
    throw new TargetError('not-found', 'incident.io has no open incident of ours for this.', {
      hint: 'It was never created, has ended, or its summary was rewritten there.',
    });
  };

  const find = async (threads: readonly string[], signal: AbortSignal): Promise<readonly FoundIncident[]> => {
    const all = await search(threads, signal);
    return threads.flatMap(thread => {
      const raw = all.find(incident => isOf(incident, thread));
      return raw === undefined ? [] : [foundIncident(raw, thread, settings.resolved_status)];
    });
  };

  return {create, update, resolve, find};
}

/** The newest first, in pages, until all threads are seen. */
function incidentSearch(api: VendorApi) {
  return async (threads: readonly string[], signal: AbortSignal): Promise<readonly RawIncident[]> => {
    const found: RawIncident[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const page = readAnswer(await api({path: INCIDENTS, query: {page_size: PAGE, after}}, signal), list);
      found.push(...readEach(rawIncident, page.incidents));
      after = page.pagination_meta?.after;
      if (after === undefined || threads.every(thread => found.some(raw => isOf(raw, thread)))) return found;
    }
    return found;
  };
}

/** An incident can be set to an active status only, so that the last of these stands for resolved unless another is named. */
function endStatus(statuses: readonly IncidentStatus[], name: string | undefined): IncidentStatus {
  if (name !== undefined)
    return statuses.find(status => sameName(status.name, name)) ?? missing('status', name, statuses);
  const last = statuses.filter(({category}) => category === 'live').at(-1);
  return last ?? missing('active status', 'anything', statuses);
}

function incidentIn(answer: HttpAnswer): RawIncident {
  return readAnswer(answer, one).incident;
}
