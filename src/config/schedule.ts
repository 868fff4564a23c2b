import type {Layer, Override, Schedule} from '../core/schedule/schedule.js';
import {parseWall, parseWhen} from '../core/time/wall.js';
import {offsetAt} from '../core/time/zone.js';
import {secretOf} from './access.js';
import {hoursOf, ownZone} from './calendar.js';
import type {ScheduleConfig} from './config.js';
import {milliseconds} from './milliseconds.js';
import {absolutePath} from './places.js';
import type {FileConfig} from './schema.js';

type FileSchedule = NonNullable<FileConfig['schedule']>[string];
type OwnSchedule = Exclude<FileSchedule, {kind: 'pagerduty'}>;
type FileTurns = Omit<Extract<FileSchedule, {kind: 'rotation'}>, 'kind' | 'overrides'>;

const WEEK = 7 * 24 * 60 * 60 * 1000;
const PAGERDUTY = 'https://api.pagerduty.com';

/** The schedules of our file. */
export function schedulesOf(file: FileConfig, base: string, home: string): readonly ScheduleConfig[] {
  const path = (value: string) => absolutePath(value, base, home);
  return Object.entries(file.schedule ?? {}).map(([name, schedule]) => {
    const zone = schedule.zone ?? ownZone(file);
    if (schedule.kind !== 'pagerduty') return {kind: 'own', schedule: scheduleOf(name, schedule, zone)};
    const {schedule: id, token, url = PAGERDUTY, people = {}} = schedule;
    return {
      kind: 'pagerduty',
      schedule: {name, schedule: id, token: secretOf(token, path), url: url.replace(/\/+$/, ''), people, zone},
    };
  });
}

/** Whom the schedules name and the contacts do not, as sentences; nothing without contacts. */
export function unknownPeople({schedule = {}, contacts}: FileConfig): readonly string[] {
  if (typeof contacts !== 'object' || contacts === null) return [];
  const known = new Set(Object.keys(contacts));
  return Object.entries(schedule).flatMap(([name, one]) => {
    const unknown = [...new Set(peopleOf(one))].filter(user => !known.has(user));
    return unknown.length === 0
      ? []
      : [`schedule.${name} names whom \`contacts\` does not know: ${unknown.join(', ')}`];
  });
}

function peopleOf(file: FileSchedule): readonly string[] {
  if (file.kind === 'pagerduty') return Object.keys(file.people ?? {});
  const users = file.kind === 'rotation' ? file.users : file.layers.flatMap(layer => layer.users);
  return [...users, ...(file.overrides ?? []).map(({user}) => user)];
}

function scheduleOf(name: string, file: OwnSchedule, zone: string): Schedule {
  const overrides = (file.overrides ?? []).map(
    ({user, from, until}): Override => ({user, from: moment(from, zone), until: moment(until, zone)}),
  );
  const layers =
    file.kind === 'rotation'
      ? [layerOf(name, file, zone)]
      : file.layers.map(({name: own, ...turns}, index) => layerOf(own ?? `layer ${index + 1}`, turns, zone));
  return {name, zone, layers, overrides};
}

function layerOf(name: string, file: FileTurns, outer: string): Layer {
  const {users, length, start, until, hours, zone = outer} = file;
  const begin = moment(start, zone);
  return {
    name,
    users,
    start: parseWall(start) ?? begin + offsetAt(begin, zone),
    ...(until === undefined ? {} : {until: moment(until, zone)}),
    zone,
    length: milliseconds(length) ?? WEEK,
    ...(hours === undefined ? {} : {hours: hoursOf(hours)}),
  };
}

/** Of a checked file. */
function moment(text: string, zone: string): number {
  return parseWhen(text, zone) ?? Number.NaN;
}
