import * as v from 'valibot';
import {
  type FoundIncident,
  type Target,
  TargetError,
  type TargetRequest,
  type TargetResult,
} from '../../core/escalation/target.js';
import {type HttpAnswer, readAnswer} from '../http/http.js';
import type {VendorApi} from '../http/vendor-api.js';
import {readEach} from '../read-each.js';
import {fit, fitter} from '../text/fit.js';
import {remarked} from '../text/remarked.js';
import {
  creation,
  type FireHydrantSettings,
  foundIncident,
  isFrom,
  isOver,
  type RawIncident,
  rawIncident,
  revision,
  threadTag,
  urlOf,
} from './incident.js';

type Send = Target['send'];

const INCIDENTS = '/v1/incidents';
const LONGEST_NOTE = 20_000;

const list = v.looseObject({data: v.array(v.unknown())});

/** What can be done with incidents. */
export function incidentActs(api: VendorApi, settings: FireHydrantSettings) {
  const tagged = async (thread: string, signal: AbortSignal): Promise<readonly RawIncident[]> => {
    const tag = threadTag(thread);
    const answer = await api({path: INCIDENTS, query: {tags: tag, per_page: '20'}}, signal);
    return readEach(rawIncident, readAnswer(answer, list).data).filter(({tag_list}) => tag_list?.includes(tag));
  };
  const place = async ({ref, thread}: TargetRequest, signal: AbortSignal): Promise<string> => {
    const id = ref?.id ?? chosen(await tagged(thread, signal))?.id;
    if (id !== undefined) return `${INCIDENTS}/${encodeURIComponent(id)}`;
    throw new TargetError('not-found', 'FireHydrant has no incident of ours for this.', {
      hint: 'It was never created, was archived, or lost its tag.',
    });
  };
  const addNote = (path: string, {message}: TargetRequest, signal: AbortSignal) => {
    const body = fit(message.text === '' ? message.title : `${message.title}\n\n${message.text}`, LONGEST_NOTE);
    return api({method: 'POST', path: `${path}/notes`, json: {body, visibility: 'private_to_org'}}, signal);
  };

  const create: Send = async (request, {mayExist, signal}) => {
    const all = mayExist ? await tagged(request.thread, signal) : [];
    const there = all.find(raw => isFrom(raw, request.key) || !isOver(raw));
    if (there !== undefined) return {...resultOf(there), existed: true};
    const fits = fitter();
    const json = creation(request, settings, fits);
    return {...resultIn(await api({method: 'POST', path: INCIDENTS, json}, signal)), ...remarked(fits.remark())};
  };
  const update: Send = async (request, {signal}) => {
    const path = await place(request, signal);
    const fits = fitter();
    const json = revision(request, settings, fits);
    return {...resultIn(await api({method: 'PATCH', path, json}, signal)), ...remarked(fits.remark())};
  };
  const note: Send = async (request, {signal}) => {
    await addNote(await place(request, signal), request, signal);
    return {};
  };
  const resolve: Send = async (request, {signal}) => {
    const path = await place(request, signal);
    const there = readAnswer(await api({path}, signal), rawIncident);
    if (isOver(there)) return {...resultOf(there), existed: true};
    const answer = await api({method: 'PUT', path: `${path}/resolve`, json: {}}, signal);
    return {...resultIn(answer), ...(await lastWords(path, request, signal))};
  };
  /** The incident is resolved by now: that its note failed is no reason to do it again. */
  const lastWords = async (path: string, request: TargetRequest, signal: AbortSignal) => {
    if (request.message.text === '') return {};
    try {
      await addNote(path, request, signal);
      return {};
    } catch (error) {
      if (error instanceof TargetError) return {remark: `it is resolved, but its note was not taken: ${error.message}`};
      throw error;
    }
  };
  return {create, update, note, resolve, find: incidentFind(tagged)};
}

/** Of several with one tag the open one, else the newest. */
function chosen(all: readonly RawIncident[]): RawIncident | undefined {
  return all.find(raw => !isOver(raw)) ?? all[0];
}

function incidentFind(tagged: (thread: string, signal: AbortSignal) => Promise<readonly RawIncident[]>) {
  return async (threads: readonly string[], signal: AbortSignal): Promise<readonly FoundIncident[]> => {
    const found: FoundIncident[] = [];
    for (const thread of threads) {
      const raw = chosen(await tagged(thread, signal));
      if (raw !== undefined) found.push(foundIncident(raw, thread));
    }
    return found;
  };
}

function resultIn(answer: HttpAnswer): TargetResult {
  return resultOf(readAnswer(answer, rawIncident));
}

function resultOf(raw: RawIncident): TargetResult {
  return {ref: {id: raw.id}, ...urlOf(raw)};
}
