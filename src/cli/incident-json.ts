import {type IncidentSettings, updatesDue, watchedUntil} from '../core/incident/due.js';
import type {Incident} from '../core/incident/incident.js';
import {missingRoles} from '../core/incident/roles.js';
import {iso} from './times.js';

/** An incident as scripts read it. Times are ISO 8601, UTC. */
export function incidentJson(
  incident: Incident,
  {settings, now}: {readonly settings: IncidentSettings; readonly now: number},
): Readonly<Record<string, unknown>> {
  const {reached, declaredAt, startedAt} = incident;
  const until = watchedUntil(incident, settings);
  return {
    id: incident.incident,
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    detected: incident.detected,
    declaredBy: incident.declaredBy,
    declaredAt: iso(declaredAt),
    startedAt: iso(startedAt),
    reached: Object.fromEntries(Object.entries(reached).map(([status, at]) => [status, iso(at)])),
    roles: incident.roles.map(({role, person, since}) => ({role, person, since: iso(since)})),
    missingRoles: missingRoles(incident).map(({role, need}) => ({role, need})),
    fields: incident.fields,
    answers: incident.answers,
    alerts: incident.alerts.map(({source, fingerprint, startsAt, title}) => ({
      source,
      fingerprint,
      startsAt: iso(startsAt),
      title,
    })),
    updates: incident.updates.map(({at, ...update}) => ({...update, at: iso(at)})),
    updatesDue: updatesDue(incident, settings).map(({audience, at, because}) => ({
      audience,
      at: iso(at),
      late: at < now,
      because,
    })),
    tasks: incident.tasks.map(({addedAt, doneAt, due, ...task}) => ({
      ...task,
      addedAt: iso(addedAt),
      ...(due === undefined ? {} : {due: iso(due)}),
      ...(doneAt === undefined ? {} : {doneAt: iso(doneAt)}),
    })),
    measures: incident.measures.map(({takenAt, removedAt, ...measure}) => ({
      ...measure,
      takenAt: iso(takenAt),
      ...(removedAt === undefined ? {} : {removedAt: iso(removedAt)}),
    })),
    links: incident.links,
    tickets: incident.tickets,
    ...(incident.room === undefined ? {} : {room: incident.room}),
    ...(until === undefined ? {} : {watchedUntil: iso(until)}),
    reopened: incident.reopened,
  };
}
