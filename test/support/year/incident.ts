import type {Audience, IncidentStatus} from '../../../src/core/incident/incident.js';
import {chance, DAY, HOUR, MINUTE, nameOf, skewed, someone, type Tale, type Trouble, within, YEAR} from './tale.js';

/** A call that several people look after: declared, found, told of, resolved, and followed up. */
export function tellIncident(tale: Tale, trouble: Trouble, at: number): void {
  const incident = tale.newId('inc-');
  const one: Told = {incident, by: someone(tale), declaredAt: at + within(tale, 1, 10) * MINUTE};
  declares(tale, trouble, one);
  const resolvedOn = course(tale, one);
  updates(tale, one, resolvedOn);
  tasks(tale, one, resolvedOn);
}

interface Told {
  readonly incident: string;
  readonly by: string;
  readonly declaredAt: number;
}

function declares(tale: Tale, {alerts, severity}: Trouble, {incident, by, declaredAt}: Told): void {
  const titled = alerts.map(one => ({...nameOf(one), title: one.labels.alertname ?? ''}));
  const known = chance(tale, 0.1) ? [] : titled.slice(0, 2);
  const startedAt = Math.min(declaredAt, alerts[0].on) - within(tale, 0, 8) * MINUTE;
  const detected = known.length === 0 ? 'user' : 'alert';
  tale.tell(
    declaredAt,
    {type: 'incident.declared', incident, title: 'outage', severity, detected, alerts: known, startedAt},
    by,
  );
  const [last] = titled.slice(-1);
  if (last !== undefined && chance(tale, 0.3)) {
    tale.tell(declaredAt + MINUTE, {type: 'incident.alert-linked', incident, alert: last}, by);
  }
  const [first] = known;
  if (first !== undefined && chance(tale, 0.1)) {
    const {title: _none, ...alert} = first;
    tale.tell(declaredAt + 2 * MINUTE, {type: 'incident.alert-unlinked', incident, alert}, by);
  }
  if (chance(tale, 0.1)) {
    const other = severity === 'P1' ? 'P2' : 'P1';
    tale.tell(declaredAt + 3 * MINUTE, {type: 'incident.severity-changed', incident, severity: other}, by);
  }
}

/** From its declaration to its end; when it was resolved, where it was. */
function course(tale: Tale, {incident, by, declaredAt}: Told): number | undefined {
  let at = declaredAt;
  const goes = (status: IncidentStatus) => {
    at += skewed(tale, MINUTE, 40 * MINUTE);
    tale.tell(at, {type: 'incident.status-changed', incident, status, on: at - within(tale, 0, 50)}, by);
  };
  if (chance(tale, 0.9)) goes('acknowledged');
  goes('investigating');
  if (chance(tale, 0.8)) goes('identified');
  if (chance(tale, 0.15)) {
    const phase = (['began', 'detected', 'acknowledged'] as const)[within(tale, 0, 2)] ?? 'began';
    tale.tell(at + MINUTE, {type: 'incident.time-corrected', incident, phase, on: declaredAt - 15 * MINUTE}, by);
  }
  // Only the last days of the year have some that go on.
  const mayGoOn = declaredAt > YEAR.to - 4 * DAY;
  if (mayGoOn && chance(tale, 0.3)) return undefined;
  at += skewed(tale, 5 * MINUTE, 3 * HOUR);
  tale.tell(at, {type: 'incident.resolved', incident, on: at - MINUTE, cause: 'a deploy'}, by);
  if (chance(tale, 0.1)) {
    tale.tell(at + 10 * MINUTE, {type: 'incident.reopened', incident, because: 'operator'}, by);
    if (mayGoOn) return undefined;
    at += HOUR;
    tale.tell(at, {type: 'incident.resolved', incident, on: at}, by);
  }
  if (chance(tale, 0.6)) tale.tell(at + DAY, {type: 'incident.closed', incident, on: at + DAY}, by);
  return at;
}

function updates(tale: Tale, {incident, by, declaredAt}: Told, resolvedOn = declaredAt + 3 * HOUR): void {
  for (const audience of ['room', 'stakeholders', 'status-page'] satisfies Audience[]) {
    if (chance(tale, 0.2)) continue;
    const words = {draft: 'update' as const, title: 'still at it', text: '', to: []};
    for (let at = declaredAt + within(tale, 5, 70) * MINUTE; at < resolvedOn; at += within(tale, 10, 70) * MINUTE) {
      tale.tell(at, {type: 'incident.update-posted', incident, update: tale.newId('upd-'), audience, ...words}, by);
    }
  }
}

function tasks(tale: Tale, {incident, by, declaredAt}: Told, resolvedOn = declaredAt + 3 * HOUR): void {
  for (let left = within(tale, 0, 4); left > 0; left -= 1) {
    const task = tale.newId('task-');
    const kind = chance(tale, 0.7) ? 'action' : 'task';
    const due = resolvedOn + within(tale, 2, 30) * DAY;
    const when = chance(tale, 0.85) ? {due} : {};
    tale.tell(resolvedOn + HOUR, {type: 'incident.task-added', incident, task, text: 'do it', kind, ...when}, by);
    const doneAt = resolvedOn + 2 * HOUR + within(tale, 0, 40) * DAY;
    if (chance(tale, 0.8)) tale.tell(doneAt, {type: 'incident.task-done', incident, task}, by);
  }
}
