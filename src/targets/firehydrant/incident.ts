import {createHash} from 'node:crypto';
import * as v from 'valibot';
import type {FoundIncident, TargetRequest} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {readEach} from '../read-each.js';
import type {Fitter} from '../text/fit.js';
import {messageText} from '../text/message-text.js';

const LONGEST = {name: 255, description: 20_000};

/** By our severities, as they are called there. */
type Named = Readonly<Partial<Record<string, string | undefined>>>;

export interface FireHydrantSettings {
  readonly severities: Named;
  readonly priorities: Named;
  readonly tags: readonly string[];
  readonly teams: readonly string[];
}

export function creation(request: TargetRequest, settings: FireHydrantSettings, fit: Fitter): unknown {
  return {
    ...revision(request, settings, fit),
    labels: {watchkeeper: request.thread, watchkeeper_delivery: request.key},
    tag_list: [threadTag(request.thread), ...settings.tags, ...(request.test ? ['test'] : [])],
    ...(settings.teams.length === 0 ? {} : {team_ids: settings.teams}),
  };
}

/** The tags stay as people made them there. */
export function revision({message}: TargetRequest, {severities, priorities}: FireHydrantSettings, fit: Fitter): object {
  const severity = severities[message.severity];
  const priority = priorities[message.severity];
  return {
    name: fit.fit('the name', message.title, LONGEST.name),
    description: fit.fit('the description', messageText(message), LONGEST.description),
    ...(severity === undefined ? {} : {severity}),
    ...(priority === undefined ? {} : {priority}),
  };
}

/** What an incident of a thread is found by. */
export function threadTag(thread: string): string {
  return `wk-${createHash('sha256').update(thread).digest('hex').slice(0, 32)}`;
}

const text = v.nullish(v.string(), '');
const person = v.looseObject({user: v.nullish(v.looseObject({name: text})), status: text});

export const rawIncident = v.looseObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  name: text,
  active: v.nullish(v.boolean()),
  current_milestone: text,
  incident_url: text,
  tag_list: v.nullish(v.array(v.string()), []),
  labels: v.optional(v.unknown()),
  milestones: v.optional(v.unknown()),
  role_assignments: v.optional(v.unknown()),
});
export type RawIncident = v.InferOutput<typeof rawIncident>;

const rawMilestone = v.looseObject({type: text, occurred_at: text});

const ownLabels = v.looseObject({watchkeeper_delivery: v.string()});

/** Whether this delivery made it. */
export function isFrom(raw: RawIncident, key: string): boolean {
  return v.is(ownLabels, raw.labels) && raw.labels.watchkeeper_delivery === key;
}

const ENDED = [
  'resolved',
  'retrospective_started',
  'retrospective_completed',
  'postmortem_started',
  'postmortem_completed',
  'closed',
];

export function isOver({active, current_milestone}: RawIncident): boolean {
  return ENDED.includes(current_milestone ?? '') || active === false;
}

export function foundIncident(raw: RawIncident, thread: string): FoundIncident {
  const over = isOver(raw);
  const milestones = readEach(rawMilestone, raw.milestones);
  const moment = (type: string) => Date.parse(milestones.find(milestone => milestone.type === type)?.occurred_at ?? '');
  const acked = raw.current_milestone === 'acknowledged' || !Number.isNaN(moment('acknowledged'));
  const on = over ? moment('resolved') : moment('acknowledged');
  const open = acked ? 'acknowledged' : 'triggered';
  return {
    ref: {id: raw.id},
    thread,
    title: plainText(raw.name ?? '', {maxLength: 300}),
    status: over ? 'resolved' : open,
    ...(Number.isNaN(on) ? {} : {on}),
    assigned: readEach(person, raw.role_assignments)
      .filter(({status}) => status !== 'inactive')
      .map(({user}) => plainText(user?.name ?? '', {maxLength: 200}))
      .filter(name => name !== ''),
    ...urlOf(raw),
  };
}

export function urlOf({incident_url}: RawIncident): {readonly url?: string} {
  return incident_url ? {url: plainText(incident_url)} : {};
}
