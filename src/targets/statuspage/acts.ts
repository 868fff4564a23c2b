import * as v from 'valibot';
import {type FoundIncident, TargetError, type TargetRequest, type TargetResult} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {type HttpAnswer, readAnswer} from '../http/http.js';
import type {VendorApi} from '../http/vendor-api.js';
import {readEach} from '../read-each.js';
import {fitter} from '../text/fit.js';
import {remarked} from '../text/remarked.js';
import {
  change,
  creation,
  foundOnPage,
  isFrom,
  isOver,
  pageBody,
  type RawPageIncident,
  rawPageIncident,
  type StatuspageSettings,
  saysAlready,
  threadOf,
} from './incident.js';

interface Sending {
  readonly mayExist: boolean;
  readonly signal: AbortSignal;
}

/** What can be done with the incidents of one page. */
export function pageActs(api: VendorApi, page: string, settings: StatuspageSettings) {
  const root = `/pages/${encodeURIComponent(page)}/incidents`;
  const board = pageBoard(api, root);

  const create = async (request: TargetRequest, {mayExist, signal}: Sending): Promise<TargetResult> => {
    const there = mayExist ? await board.earlier(request, signal) : undefined;
    if (there !== undefined) return {...placeOf(there), existed: true};
    const fits = fitter();
    const answer = await api({method: 'POST', path: root, json: creation(request, settings, fits)}, signal);
    return {...placeOf(incidentIn(answer)), ...remarked(fits.remark())};
  };

  const patch =
    (ends: boolean) =>
    async (request: TargetRequest, {mayExist, signal}: Sending): Promise<TargetResult> => {
      const there = request.ref?.id === undefined || mayExist ? await board.lookUp(request, signal) : undefined;
      const fits = fitter();
      const body = pageBody(request, fits);
      if (there !== undefined && isSo(there, {ends, mayExist, body})) {
        return {...placeOf(there), existed: true};
      }
      const id = request.ref?.id ?? there?.id;
      if (id === undefined) throw nothingThere();
      const path = `${root}/${encodeURIComponent(id)}`;
      const answer = await api({method: 'PATCH', path, json: change(request, settings, ends)}, signal);
      return {...placeOf(incidentIn(answer)), ...remarked(fits.remark())};
    };

  const find = async (threads: readonly string[], signal: AbortSignal): Promise<readonly FoundIncident[]> => {
    const open = await board.open(signal);
    const missing = threads.filter(thread => !open.some(raw => threadOf(raw) === thread));
    const known = missing.length === 0 ? open : [...open, ...(await board.latest(signal))];
    return threads.flatMap(thread => {
      const raw = known.find(incident => threadOf(incident) === thread);
      return raw === undefined ? [] : [foundOnPage(raw, thread)];
    });
  };

  return {create, update: patch(false), resolve: patch(true), find};
}

/** Whether there is nothing left to do. */
function isSo(
  there: RawPageIncident,
  {ends, mayExist, body}: {readonly ends: boolean; readonly mayExist: boolean; readonly body: string},
): boolean {
  return ends ? isOver(there) : mayExist && saysAlready(there, body);
}

/** Reads the incidents of a page. */
function pageBoard(api: VendorApi, root: string) {
  const listed = async (path: string, signal: AbortSignal) =>
    readEach(rawPageIncident, readAnswer(await api({path}, signal), v.array(v.unknown())));
  const board = {
    open: (signal: AbortSignal) => listed(`${root}/unresolved`, signal),
    /** The newest hundred, ended ones too. */
    latest: (signal: AbortSignal) => listed(root, signal),
    /** What an earlier try of a creation made, whatever became of it, or one of its thread that is open. */
    async earlier({key, thread}: TargetRequest, signal: AbortSignal): Promise<RawPageIncident | undefined> {
      const open = (await board.open(signal)).find(raw => threadOf(raw) === thread);
      return open ?? (await board.latest(signal)).find(raw => isFrom(raw, key));
    },
    async lookUp({ref, thread}: TargetRequest, signal: AbortSignal): Promise<RawPageIncident | undefined> {
      if (ref?.id !== undefined) {
        const answer = await api({path: `${root}/${encodeURIComponent(ref.id)}`, also: [404]}, signal);
        return answer.status === 404 ? undefined : incidentIn(answer);
      }
      const ours = (raw: RawPageIncident) => threadOf(raw) === thread;
      return (await board.open(signal)).find(ours) ?? (await board.latest(signal)).find(ours);
    },
  };
  return board;
}

function placeOf(raw: RawPageIncident): TargetResult {
  return {ref: {id: raw.id}, ...(raw.shortlink ? {url: plainText(raw.shortlink)} : {})};
}

function incidentIn(answer: HttpAnswer): RawPageIncident {
  return readAnswer(answer, rawPageIncident);
}

function nothingThere(): TargetError {
  return new TargetError('not-found', 'The page has no incident of ours for this.', {
    hint: 'It was never created, or was deleted there; create it first.',
  });
}
