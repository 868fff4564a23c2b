import type {Severity} from '../alert/severity.js';
import {type Audience, type Incident, isHeard, isOpen} from './incident.js';
import {AUDIENCE_NAMES} from './sentences.js';

/** How incidents are run here. Durations are ms. */
export interface IncidentSettings {
  /** How often each audience wants to hear, by severity; absent where only a change of the status is told. */
  readonly updates: Readonly<Record<Audience, Readonly<Partial<Record<Severity, number>>>>>;
  /** Where updates for an audience go: names of targets. */
  readonly audiences: Readonly<Partial<Record<Audience, readonly string[]>>>;
  /** How long after its resolution an incident that fires again is taken up again. */
  readonly watch: Readonly<Record<Severity, number>>;
  /** The name of a room: `{date}`, `{title}` and `{id}` are filled in. */
  readonly room: string;
  /** The target that rooms are made at; the first that can where absent. */
  readonly roomAt?: string;
  /** Severities whose declaration asks for a room by itself; none where absent. */
  readonly roomFor?: readonly Severity[];
  /** Rooms are put away when their incident is closed. */
  readonly roomArchive?: boolean;
}

export interface UpdateDue {
  readonly audience: Audience;
  /** Unix ms; in the past where it is late. */
  readonly at: number;
  /** `change`: the status is another one than they were told. `not-sent`: the last word got to none of its targets. */
  readonly because: 'time' | 'change' | 'not-sent';
}

/**
 * What has to be told next, and when, the most urgent first. An audience with a cadence hears by it; one without, and
 * the last word of each, follows the status. Of closed incidents nothing is due.
 */
export function updatesDue(incident: Incident, settings: IncidentSettings): readonly UpdateDue[] {
  if (incident.status === 'closed') return [];
  const audiences = Object.keys(settings.updates) as Audience[];
  return audiences.flatMap(audience => dueTo(audience, incident, settings) ?? []).sort((a, b) => a.at - b.at);
}

/** What an update due says to whoever has to tell it; `now` is Unix ms, and `span` writes a time between. */
export function dueText(
  {audience, at, because}: UpdateDue,
  {now, span}: {readonly now: number; readonly span: (ms: number) => string},
): string {
  if (because === 'not-sent') return `NOT SENT ${span(now - at)} ago: ${notHeard(audience)}`;
  return `${audience} ${at <= now ? `late ${span(now - at)}` : `in ${span(at - now)}`}`;
}

/** That an update got to none of its targets. */
export function notHeard(audience: Audience): string {
  return `${AUDIENCE_NAMES[audience]} ${audience === 'stakeholders' ? 'have' : 'has'} not heard`;
}

/** Until when an incident that was resolved is watched for coming back; undefined for one that was not. */
export function watchedUntil(incident: Incident, settings: IncidentSettings): number | undefined {
  const {resolved} = incident.reached;
  return incident.status === 'resolved' && resolved !== undefined
    ? resolved + settings.watch[incident.severity]
    : undefined;
}

function dueTo(audience: Audience, incident: Incident, {updates, audiences}: IncidentSettings): UpdateDue | undefined {
  const every = updates[audience][incident.severity];
  const told = incident.updates.findLast(update => update.audience === audience);
  const concerned = every !== undefined || (audiences[audience]?.length ?? 0) > 0 || told !== undefined;
  if (!concerned) return undefined;
  if (told !== undefined && !isHeard(told)) return {audience, at: told.at, because: 'not-sent'};
  return every !== undefined && isOpen(incident)
    ? {audience, at: (told?.at ?? incident.declaredAt) + every, because: 'time'}
    : afterChange(audience, incident, told?.at);
}

/** An audience that follows the status hears of each change of it once; `toldAt` is its last word. */
function afterChange(audience: Audience, incident: Incident, toldAt: number | undefined): UpdateDue | undefined {
  // Nobody can be late for what began before anybody called it an incident.
  const at = Math.max(incident.reached[incident.status] ?? 0, incident.declaredAt);
  return toldAt !== undefined && toldAt >= at ? undefined : {audience, at, because: 'change'};
}
