import * as v from 'valibot';
import {type FoundIncident, TargetError, type TargetRequest, type TargetResult} from '../../core/escalation/target.js';
import {readAnswer} from '../http/http.js';
import {fitter} from '../text/fit.js';
import {messageText} from '../text/message-text.js';
import type {Api} from './api.js';
import {linkOf} from './change.js';
import {aimedAt, incidentsOf} from './incidents.js';

const LONGEST_NOTE = 25_000;

const notes = v.object({notes: v.array(v.object({content: v.nullish(v.string())}))});
const entries = v.object({log_entries: v.array(v.unknown())});

interface Saying {
  readonly mayExist: boolean;
  readonly signal: AbortSignal;
}

/** Writes a note on the incident, a resolved one too. */
export async function note(api: Api, request: TargetRequest, {mayExist, signal}: Saying): Promise<TargetResult> {
  const target = await subject(api, request, signal);
  const path = `/incidents/${encodeURIComponent(target.ref.id ?? '')}/notes`;
  const fit = fitter();
  const content = fit.fit('the note', textOf(request), LONGEST_NOTE);
  // It names who wrote it and when, so that another one cannot be the same.
  const existed =
    mayExist && readAnswer(await api.get(path, {}, signal), notes).notes.some(one => one.content === content);
  if (!existed) await api.write({method: 'POST', path, json: {note: {content}}}, signal);
  const remark = fit.remark();
  return {...linkOf(target), ...(existed ? {existed} : {}), ...(remark === undefined ? {} : {remark})};
}

/** Tells those who follow the incident; an account without status updates gets a note. */
export async function statusUpdate(api: Api, request: TargetRequest, saying: Saying): Promise<TargetResult> {
  const {mayExist, signal} = saying;
  const target = await subject(api, request, signal);
  const path = `/incidents/${encodeURIComponent(target.ref.id ?? '')}`;
  const fit = fitter();
  const message = fit.fit('the update', textOf(request), LONGEST_NOTE);
  if (mayExist && (await isLogged(api, {path, message, signal}))) return {...linkOf(target), existed: true};
  try {
    await api.write({method: 'POST', path: `${path}/status_updates`, json: {message}}, signal);
  } catch (error) {
    const isWithout = error instanceof TargetError && /\((402|403)\)/.test(error.message);
    if (!isWithout) throw error;
    const noted = await note(api, {...request, ref: target.ref}, saying);
    return {...noted, remark: 'this account cannot post status updates, so it was written as a note'};
  }
  const remark = fit.remark();
  return {...linkOf(target), ...(remark === undefined ? {} : {remark})};
}

function textOf({message}: TargetRequest): string {
  return `${message.title}\n\n${messageText(message)}`.trim();
}

/** The newest incident of the thread, the open one before others. */
async function subject(api: Api, request: TargetRequest, signal: AbortSignal): Promise<FoundIncident> {
  const [open] = await aimedAt(api, request, signal);
  const [newest] = open === undefined ? await incidentsOf(api, request.thread, signal) : [open];
  if (newest !== undefined) return newest;
  throw new TargetError('not-found', 'The incident is no longer there in PagerDuty.', {hint: 'Look for it there.'});
}

async function isLogged(
  api: Api,
  asked: {readonly path: string; readonly message: string; readonly signal: AbortSignal},
): Promise<boolean> {
  const answer = await api.get(`${asked.path}/log_entries`, {limit: 100}, asked.signal);
  const text = JSON.stringify(asked.message);
  return readAnswer(answer, entries).log_entries.some(entry => JSON.stringify(entry).includes(text));
}
