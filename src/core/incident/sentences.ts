import {type AlertKey, alertKey} from '../alert/alert.js';
import type {FactOf, FactType} from '../shift/fact.js';
import {dayHhmm} from '../time/clock-text.js';
import {ROLE_NAMES} from './roles.js';

type IncidentFact = Extract<FactType, `incident.${string}`>;
interface Names {
  readonly zone?: string | undefined;
  alert?(key: AlertKey): string | undefined;
  task?(id: string): string | undefined;
  measure?(id: string): string | undefined;
}

/** What each fact about incidents says, as one sentence without its own time. */
export const incidentSentences: {readonly [T in IncidentFact]: (fact: FactOf<T>, names: Names) => string} = {
  'incident.declared': fact =>
    `${fact.by} declared ${fact.incident} ${fact.severity}: ${fact.title}${fact.alerts.length === 0 ? ` (${DETECTED[fact.detected]})` : ''}`,
  'incident.severity-changed': fact => `${fact.by} made ${fact.incident} a ${fact.severity}${because(fact.reason)}`,
  'incident.status-changed': (fact, names) => `${fact.by}: ${fact.incident} is ${fact.status}${since(fact, names)}`,
  'incident.time-corrected': (fact, {zone}) =>
    `${fact.by} corrected: ${fact.incident} ${fact.phase === 'began' ? 'began' : `was ${fact.phase}`} at ${dayHhmm(fact.on, Date.parse(fact.at), zone)}`,
  'incident.role-assigned': fact =>
    `${fact.person} is ${ROLE_NAMES[fact.role]} of ${fact.incident}${fact.from === undefined ? '' : `, handed over by ${fact.from}`}`,
  'incident.role-released': fact => `${fact.person} is no longer ${ROLE_NAMES[fact.role]} of ${fact.incident}`,
  'incident.described': fact =>
    `${fact.by} on ${fact.incident}: ${Object.entries(fact.fields)
      .map(([name, value]) => (value === '' ? `${name} taken back` : `${name} ${value}`))
      .join('; ')}`,
  'incident.answered': fact => `${fact.by} on ${fact.incident}: ${fact.question} ${fact.answer}`,
  'incident.alert-linked': fact => `${fact.alert.title} belongs to ${fact.incident}`,
  'incident.alert-unlinked': (fact, names) =>
    `${names.alert?.(alertKey(fact.alert)) ?? alertKey(fact.alert)} does not belong to ${fact.incident}`,
  'incident.update-posted': fact =>
    `${fact.by} told ${AUDIENCE_NAMES[fact.audience]} about ${fact.incident}${fact.to.length === 0 ? '' : ` by ${fact.to.join(', ')}`}: ${fact.title}`,
  'incident.task-added': fact =>
    `${fact.by} noted for ${fact.incident}: ${fact.text}${fact.owner === undefined ? '' : ` (${fact.owner})`}`,
  'incident.task-done': (fact, names) => {
    const text = names.task?.(fact.task);
    return `${fact.by} did ${text === undefined ? fact.task : `“${text}”`} of ${fact.incident}`;
  },
  'incident.measure-taken': fact => `${fact.by} holds ${fact.incident} with something temporary: ${fact.text}`,
  'incident.measure-removed': (fact, names) => {
    const text = names.measure?.(fact.measure);
    return `${fact.by} took back a temporary measure of ${fact.incident}${text === undefined ? '' : `: ${text}`}`;
  },
  'incident.link-added': fact => `${fact.by} linked ${fact.title} to ${fact.incident}: ${fact.url}`,
  'incident.room-opened': fact => `the room of ${fact.incident} is ${fact.name}`,
  'incident.ticket-created': fact =>
    `${fact.by} made the ticket ${fact.id} in ${fact.target}${fact.incident === undefined ? '' : ` for ${fact.incident}`}: ${fact.title}`,
  'incident.entry-pinned': fact => `${fact.by} ${fact.pinned ? 'pinned' : 'unpinned'} an entry of ${fact.incident}`,
  'incident.entry-corrected': fact => `${fact.by} corrected an entry of ${fact.incident}`,
  'incident.resolved': (fact, names) =>
    `${fact.by}: ${fact.incident} is resolved${since(fact, names)}${because(resolution(fact))}`,
  'incident.reopened': fact =>
    fact.because === 'fired-again'
      ? `${fact.incident} is taken up again: ${fact.alert?.title ?? 'an alert of it'} fires again`
      : `${fact.by} took up ${fact.incident} again${because(fact.reason)}`,
  'incident.closed': fact => `${fact.by} closed ${fact.incident}${because(fact.reason)}`,
};

/** What was said of how it was resolved; where that is the fix alone, it needs no name. */
function resolution({cause = '', fix = '', followUp = ''}: FactOf<'incident.resolved'>): string {
  if (cause === '' && followUp === '') return fix;
  const said = [['cause', cause] as const, ['fix', fix] as const, ['follow-up', followUp] as const];
  return said.flatMap(([what, text]) => (text === '' ? [] : [`${what}: ${text}`])).join('; ');
}

/** How an incident was noticed. */
export const DETECTED: Readonly<Record<FactOf<'incident.declared'>['detected'], string>> = {
  alert: 'from alerts',
  user: 'reported by users',
  internal: 'reported internally',
  security: 'from security',
};

/** Audiences as a sentence has them. */
export const AUDIENCE_NAMES: Readonly<Record<FactOf<'incident.update-posted'>['audience'], string>> = {
  room: 'the room',
  stakeholders: 'the stakeholders',
  support: 'support',
  'status-page': 'the status page',
};

/** A time that is another one than that of the fact. */
function since({on, at}: {readonly on: number; readonly at: string}, {zone}: Names): string {
  const recorded = Date.parse(at);
  return Math.abs(recorded - on) < 60_000 ? '' : ` since ${dayHhmm(on, recorded, zone)}`;
}

function because(text: string | undefined): string {
  return text === undefined || text === '' ? '' : ` (${text})`;
}
