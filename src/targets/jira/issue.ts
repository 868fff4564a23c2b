import {createHash} from 'node:crypto';
import * as v from 'valibot';
import type {FoundIncident, TargetMessage, TargetRequest} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {type Fitter, fit} from '../text/fit.js';
import {messageText} from '../text/message-text.js';
import {jiraDocument} from './document.js';

const LONGEST = {summary: 255, description: 32_767};

export interface JiraSettings {
  /** Key of the project. */
  readonly project: string;
  /** Name of the issue type, where the kind of ticket names no other. */
  readonly type: string;
  /** Issue types by kind of ticket: incident, alert, cause, follow-up, ... */
  readonly types: Readonly<Record<string, string>>;
  /** Names of priorities by severity; a severity without one leaves the project's default. */
  readonly priorities: Readonly<Record<string, string | undefined>>;
  readonly labels: readonly string[];
  /** Name of the transition that ends an issue; without it the first one into a done status. */
  readonly done?: string | undefined;
}

export function creation(request: TargetRequest, settings: JiraSettings, fits: Fitter): unknown {
  const priority = settings.priorities[request.message.severity];
  return {
    fields: {
      project: {key: settings.project},
      issuetype: {name: typeOf(request.message, settings)},
      ...issueTexts(request, fits),
      labels: [...settings.labels, threadLabel(request.thread), ...(request.test ? ['test'] : [])],
      ...(priority === undefined ? {} : {priority: {name: priority}}),
    },
    properties: [{key: 'watchkeeper', value: {thread: request.thread, key: request.key}}],
  };
}

export function revision(request: TargetRequest, fits: Fitter): unknown {
  return {fields: issueTexts(request, fits)};
}

function issueTexts({message}: TargetRequest, fits: Fitter) {
  return {
    summary: fits.fit('the summary', message.title, LONGEST.summary),
    description: jiraDocument(fits.fit('the description', messageText(withoutKind(message)), LONGEST.description)),
  };
}

export function comment({message, key}: TargetRequest): unknown {
  const body = fit(`${message.title}\n\n${messageText(withoutKind(message))}`, LONGEST.description);
  return {body: jiraDocument(body), properties: [{key: 'watchkeeper', value: {key}}]};
}

/** What an issue of a thread is found by: a label knows no spaces, and is compared without case. */
export function threadLabel(thread: string): string {
  return `wk-${createHash('sha256').update(thread).digest('hex').slice(0, 32)}`;
}

/** What kind of ticket it is says a field of the message. */
const KIND = 'ticket';

function typeOf({fields}: TargetMessage, {type, types}: JiraSettings): string {
  const kind =
    fields
      ?.find(({name}) => name.toLowerCase() === KIND)
      ?.value.trim()
      .toLowerCase() ?? '';
  return (Object.hasOwn(types, kind) ? types[kind] : undefined) ?? type;
}

function withoutKind(message: TargetMessage): TargetMessage {
  const fields = message.fields?.filter(({name}) => name.toLowerCase() !== KIND);
  return fields === undefined ? message : {...message, fields};
}

const text = v.nullish(v.string(), '');
const person = v.nullish(v.looseObject({displayName: text}));

export const rawIssue = v.looseObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  key: v.pipe(v.string(), v.nonEmpty()),
  properties: v.optional(v.unknown()),
  fields: v.optional(
    v.looseObject({
      summary: text,
      status: v.nullish(v.looseObject({statusCategory: v.nullish(v.looseObject({key: text}))})),
      assignee: person,
      resolutiondate: text,
      labels: v.nullish(v.array(v.string()), []),
    }),
    {},
  ),
});
export type RawIssue = v.InferOutput<typeof rawIssue>;

const ownProperties = v.looseObject({watchkeeper: v.looseObject({key: v.string()})});

/** Whether this delivery made it. */
export function isFrom({properties}: RawIssue, key: string): boolean {
  return v.is(ownProperties, properties) && properties.watchkeeper.key === key;
}

export function isDone({fields}: RawIssue): boolean {
  return fields.status?.statusCategory?.key === 'done';
}

export function foundIssue(issue: RawIssue, thread: string, url: string): FoundIncident {
  const {fields} = issue;
  const on = Date.parse(fields.resolutiondate ?? '');
  const assignee = plainText(fields.assignee?.displayName ?? '', {maxLength: 200});
  return {
    ref: {id: issue.id, key: issue.key},
    thread,
    title: plainText(fields.summary ?? '', {maxLength: 300}),
    // An issue in progress is acknowledged by nobody: its assignee may have come from a rule.
    status: isDone(issue) ? 'resolved' : 'triggered',
    ...(isDone(issue) && !Number.isNaN(on) ? {on} : {}),
    assigned: assignee === '' ? [] : [assignee],
    url,
  };
}
