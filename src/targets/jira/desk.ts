import * as v from 'valibot';
import {TargetError, type TargetRef, type TargetRequest} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {type HttpAnswer, readAnswer} from '../http/http.js';
import type {VendorApi} from '../http/vendor-api.js';
import {readEach} from '../read-each.js';
import {isDone, isFrom, type JiraSettings, type RawIssue, rawIssue, threadLabel} from './issue.js';

export const ISSUE = '/rest/api/3/issue';
const FIELDS = ['summary', 'status', 'assignee', 'resolutiondate', 'labels'];
const MOST = 100;

const issueList = v.looseObject({issues: v.array(v.unknown())});
const created = v.looseObject({id: v.string(), key: v.pipe(v.string(), v.nonEmpty())});
const transitionList = v.looseObject({transitions: v.array(v.unknown())});
const rawTransition = v.looseObject({
  id: v.string(),
  name: v.nullish(v.string(), ''),
  isAvailable: v.optional(v.boolean(), true),
  to: v.nullish(
    v.looseObject({
      name: v.nullish(v.string(), ''),
      statusCategory: v.nullish(v.looseObject({key: v.nullish(v.string(), '')})),
    }),
  ),
});
const commentList = v.looseObject({comments: v.array(v.unknown())});
const rawComment = v.looseObject({properties: v.nullish(v.unknown())});
const ownProperty = v.looseObject({key: v.literal('watchkeeper'), value: v.looseObject({key: v.string()})});

/** Reads the issues of one project. */
export function issueDesk(api: VendorApi, settings: JiraSettings) {
  const desk = {
    /** The issues with one of these labels. */
    async labelled(labels: readonly string[], signal: AbortSignal) {
      const jql = `project = ${quoted(settings.project)} AND labels in (${labels.map(quoted).join(', ')}) ORDER BY created DESC`;
      const body = {jql, fields: FIELDS, properties: ['watchkeeper'], maxResults: MOST};
      const answer = await api({method: 'POST', path: '/rest/api/3/search/jql', json: body}, signal);
      return readEach(rawIssue, readAnswer(answer, issueList).issues);
    },
    /** The issue that an earlier try of a creation made, whatever became of it, or one of its thread that is open. */
    async earlier({key, thread}: TargetRequest, signal: AbortSignal): Promise<RawIssue | undefined> {
      const all = await desk.labelled([threadLabel(thread)], signal);
      return all.find(issue => isFrom(issue, key)) ?? all.find(issue => !isDone(issue));
    },
    async search(thread: string, signal: AbortSignal): Promise<RawIssue | undefined> {
      return chosenIssue(await desk.labelled([threadLabel(thread)], signal), thread);
    },
    /** The issue a request is about. */
    async place({ref, thread}: TargetRequest, signal: AbortSignal): Promise<TargetRef> {
      if (ref?.key !== undefined || ref?.id !== undefined) return ref;
      const there = await desk.search(thread, signal);
      if (there !== undefined) return {id: there.id, key: there.key};
      throw new TargetError('not-found', `Project ${settings.project} has no issue of ours for this.`, {
        hint: 'It was never created, was deleted, or lost its label; what has just been created is found a little later.',
      });
    },
    async isDone(ref: TargetRef, signal: AbortSignal): Promise<boolean> {
      return isDone(readAnswer(await api({path: issuePath(ref), query: {fields: 'status'}}, signal), rawIssue));
    },
    /** The transition that ends an issue. */
    async ending(ref: TargetRef, signal: AbortSignal): Promise<string> {
      const answer = await api({path: `${issuePath(ref)}/transitions`}, signal);
      const {transitions} = readAnswer(answer, transitionList);
      const all = readEach(rawTransition, transitions).filter(({isAvailable}) => isAvailable);
      const wanted = settings.done?.toLowerCase();
      const chosen = all.find(({name, to}) =>
        wanted === undefined ? to?.statusCategory?.key === 'done' : name?.toLowerCase() === wanted,
      );
      if (chosen !== undefined) return chosen.id;
      const names = plainText(all.map(({name}) => name).join(', '), {maxLength: 300}) || 'none';
      throw new TargetError('rejected', `No transition ends issue ${ref.key ?? ref.id ?? ''}. It has: ${names}.`, {
        hint: 'Name the right one as `done:` of this target.',
      });
    },
    /** Whether a comment with this key is there: an earlier try got through. */
    async commented(ref: TargetRef, key: string, signal: AbortSignal): Promise<boolean> {
      const query = {orderBy: '-created', expand: 'properties', maxResults: String(MOST)};
      const answer = await api({path: `${issuePath(ref)}/comment`, query}, signal);
      return readEach(rawComment, readAnswer(answer, commentList).comments)
        .flatMap(({properties}) => readEach(ownProperty, properties))
        .some(({value}) => value.key === key);
    },
  };
  return desk;
}

export function issuePath({id, key}: TargetRef): string {
  return `${ISSUE}/${encodeURIComponent(key ?? id ?? '')}`;
}

/** Of several with one label the open one, else the newest. */
export function chosenIssue(issues: readonly RawIssue[], thread: string): RawIssue | undefined {
  const label = threadLabel(thread);
  const ofThread = issues.filter(({fields}) => fields.labels?.includes(label));
  return ofThread.find(issue => !isDone(issue)) ?? ofThread[0];
}

/** What the creation of an issue answers. */
export function createdIssue(answer: HttpAnswer): TargetRef {
  const {id, key} = readAnswer(answer, created);
  return {id, key};
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
