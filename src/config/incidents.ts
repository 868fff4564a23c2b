import type {Severity} from '../core/alert/severity.js';
import {DEFAULT_INCIDENTS} from '../core/incident/defaults.js';
import type {IncidentSettings} from '../core/incident/due.js';
import {AUDIENCES} from '../core/incident/facts.js';
import {milliseconds} from './milliseconds.js';
import type {FileConfig} from './schema.js';

type Durations = Readonly<Partial<Record<Severity, string | undefined>>>;

/** How incidents are run here: what the file says, over what practice asks for. */
export function incidentsOf({incidents}: FileConfig): IncidentSettings {
  const {audiences = {}, watch = {}, room = {}} = incidents ?? {};
  const {
    name = DEFAULT_INCIDENTS.room,
    at,
    for: severities,
    archive = false,
  } = typeof room === 'string' ? {name: room} : room;
  const each = AUDIENCES.map(name => [name, audiences[name] ?? {}] as const);
  return {
    updates: Object.fromEntries(
      each.map(([name, {every}]) => [name, {...DEFAULT_INCIDENTS.updates[name], ...inMilliseconds(every ?? {})}]),
    ) as Record<(typeof AUDIENCES)[number], Partial<Record<Severity, number>>>,
    audiences: Object.fromEntries(each.flatMap(([name, {to}]) => (to === undefined ? [] : [[name, to]]))),
    watch: {...DEFAULT_INCIDENTS.watch, ...inMilliseconds(watch)},
    room: name,
    ...(at === undefined ? {} : {roomAt: at}),
    ...(severities === undefined ? {} : {roomFor: severities}),
    ...(archive ? {roomArchive: true} : {}),
  };
}

function inMilliseconds(durations: Durations): Partial<Record<Severity, number>> {
  return Object.fromEntries(
    Object.entries(durations).flatMap(([severity, duration]) => {
      const ms = milliseconds(duration);
      return ms === undefined ? [] : [[severity, ms]];
    }),
  );
}
