import {
  type FoundIncident,
  type Target,
  TargetError,
  type TargetRef,
  type TargetRequest,
  type TargetResult,
} from '../../core/escalation/target.js';
import type {VendorApi} from '../http/vendor-api.js';
import {fitter} from '../text/fit.js';
import {remarked} from '../text/remarked.js';
import {chosenIssue, createdIssue, ISSUE, issueDesk, issuePath} from './desk.js';
import {comment, creation, foundIssue, type JiraSettings, revision, threadLabel} from './issue.js';

type Send = Target['send'];

/** So many labels still make a readable query. */
const LABELS = 20;

/** What can be done with the issues of one project. `site` is where people see them. */
export function issueActs(api: VendorApi, site: string, settings: JiraSettings) {
  const desk = issueDesk(api, settings);
  const url = (key: string) => `${site}/browse/${encodeURIComponent(key)}`;
  const resultOf = (ref: TargetRef): TargetResult => ({ref, ...(ref.key === undefined ? {} : {url: url(ref.key)})});

  const create: Send = async (request, {mayExist, signal}) => {
    const there = mayExist ? await desk.earlier(request, signal) : undefined;
    if (there !== undefined) return {...resultOf({id: there.id, key: there.key}), existed: true};
    const fits = fitter();
    const answer = await api({method: 'POST', path: ISSUE, json: creation(request, settings, fits)}, signal);
    // What was created a moment ago is not in the search yet.
    const unsure = mayExist ? {unsure: true as const} : {};
    return {...resultOf(createdIssue(answer)), ...unsure, ...remarked(fits.remark())};
  };
  const note: Send = async (request, {mayExist, signal}) => {
    const ref = await desk.place(request, signal);
    if (mayExist && (await desk.commented(ref, request.key, signal))) return {...resultOf(ref), existed: true};
    await api({method: 'POST', path: `${issuePath(ref)}/comment`, json: comment(request)}, signal);
    return resultOf(ref);
  };
  const update: Send = async (request, {signal}) => {
    const ref = await desk.place(request, signal);
    const fits = fitter();
    await api({method: 'PUT', path: issuePath(ref), json: revision(request, fits)}, signal);
    return {...resultOf(ref), ...remarked(fits.remark())};
  };
  const resolve: Send = async (request, {signal}) => {
    const ref = await desk.place(request, signal);
    if (await desk.isDone(ref, signal)) return {...resultOf(ref), existed: true};
    const id = await desk.ending(ref, signal);
    await api({method: 'POST', path: `${issuePath(ref)}/transitions`, json: {transition: {id}}}, signal);
    return {...resultOf(ref), ...(await lastWords(request, ref, signal))};
  };
  /** The issue is done by now: that its comment failed is no reason to do it again. */
  const lastWords = async (request: TargetRequest, ref: TargetRef, signal: AbortSignal) => {
    if (request.message.text === '') return {};
    try {
      await api({method: 'POST', path: `${issuePath(ref)}/comment`, json: comment(request)}, signal);
      return {};
    } catch (error) {
      if (error instanceof TargetError) return {remark: `it is done, but its comment was not taken: ${error.message}`};
      throw error;
    }
  };
  const find = async (threads: readonly string[], signal: AbortSignal): Promise<readonly FoundIncident[]> => {
    const found: FoundIncident[] = [];
    for (let at = 0; at < threads.length; at += LABELS) {
      const some = threads.slice(at, at + LABELS);
      const issues = await desk.labelled(some.map(threadLabel), signal);
      for (const thread of some) {
        const issue = chosenIssue(issues, thread);
        if (issue !== undefined) found.push(foundIssue(issue, thread, url(issue.key)));
      }
    }
    return found;
  };
  return {create, note, update, resolve, find};
}
