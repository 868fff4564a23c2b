import * as v from 'valibot';
import type {FoundIncident, TargetRequest} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {readEach} from '../read-each.js';
import type {Fitter} from '../text/fit.js';
import {messageText} from '../text/message-text.js';
import {sameName} from './lists.js';

const LONGEST = {name: 200, summary: 10_000};

export interface IncidentSettings {
  readonly visibility: 'public' | 'private';
  /** Id of the incident type. */
  readonly type?: string | undefined;
  /** Names of severities by ours. */
  readonly severities: Readonly<Record<string, string | undefined>>;
  /** Name of the status that stands for resolved. */
  readonly resolved_status?: string | undefined;
}

export function creation(
  request: TargetRequest,
  {settings, severity}: {readonly settings: IncidentSettings; readonly severity: string | undefined},
  fits: Fitter,
): unknown {
  return {
    idempotency_key: request.key,
    visibility: settings.visibility,
    mode: request.test ? 'test' : 'standard',
    ...texts(request, fits),
    ...(severity === undefined ? {} : {severity_id: severity}),
    ...(settings.type === undefined ? {} : {incident_type_id: settings.type}),
  };
}

export function texts({message, thread}: TargetRequest, fits: Fitter) {
  return {
    name: fits.fit('the name', message.title, LONGEST.name),
    summary: `${fits.fit('the summary', messageText(message), LONGEST.summary)}\n\n${marked(thread)}`,
  };
}

/** An incident tells nobody its idempotency key, so that its thread stands in its summary. */
function marked(thread: string): string {
  return `Watchkeeper thread: ${thread}`;
}

const text = v.nullish(v.string(), '');

export const rawIncident = v.looseObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  name: text,
  summary: text,
  permalink: text,
  updated_at: text,
  incident_status: v.nullish(v.looseObject({category: text, name: text})),
  incident_role_assignments: v.optional(v.unknown()),
});
export type RawIncident = v.InferOutput<typeof rawIncident>;

const roleAssignment = v.looseObject({
  role: v.looseObject({role_type: text}),
  assignee: v.nullish(v.looseObject({name: text})),
});

export function isOf(raw: RawIncident, thread: string): boolean {
  return (raw.summary ?? '').split('\n').some(line => line.trim() === marked(thread));
}

const ENDED = ['learning', 'closed', 'declined', 'merged', 'canceled'];

export function isOver(raw: RawIncident, resolvedStatus: string | undefined): boolean {
  const {category, name} = raw.incident_status ?? {};
  return ENDED.includes(category ?? '') || (resolvedStatus !== undefined && sameName(name ?? '', resolvedStatus));
}

/** Whoever leads an incident has taken it. */
export function foundIncident(raw: RawIncident, thread: string, resolvedStatus: string | undefined): FoundIncident {
  const assigned = readEach(roleAssignment, raw.incident_role_assignments).flatMap(({role, assignee}) => {
    const name = plainText(assignee?.name ?? '', {maxLength: 200});
    return name === '' ? [] : [{name, leads: role.role_type === 'lead'}];
  });
  const lead = assigned.find(({leads}) => leads)?.name;
  const over = isOver(raw, resolvedStatus);
  const on = Date.parse(raw.updated_at ?? '');
  const open = lead === undefined ? 'triggered' : 'acknowledged';
  return {
    ref: {id: raw.id},
    thread,
    title: plainText(raw.name ?? '', {maxLength: 300}),
    status: over ? 'resolved' : open,
    ...(lead === undefined ? {} : {by: lead}),
    ...(over && !Number.isNaN(on) ? {on} : {}),
    assigned: assigned.map(({name}) => name),
    ...urlOf(raw),
  };
}

export function urlOf(raw: RawIncident): {readonly url?: string} {
  const url = plainText(raw.permalink ?? '');
  return url === '' ? {} : {url};
}
