import type {Layer, Schedule} from '../../../src/core/schedule/schedule.js';
import {parseWeeklyHours, type WeeklyHours} from '../../../src/core/time/weekly-hours.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const iso = (ms: number) => new Date(ms).toISOString().replace(':00.000Z', 'Z');
/** The fields of a wall time, as those of UTC. */
export const wall = (text: string) => Date.parse(`${text}Z`);
export const at = (text: string) => Date.parse(text);

export function hours(text: string): WeeklyHours {
  const parsed = parseWeeklyHours(text);
  if (!parsed.ok) throw new TypeError(parsed.message);
  return parsed.hours;
}

/** Weeks of three, changed on Mondays at nine in Berlin. */
export function aLayer(parts: Partial<Layer> = {}): Layer {
  return {
    name: 'weeks',
    users: ['ana', 'lee', 'mo'],
    start: wall('2026-11-02T09:00'),
    zone: 'Europe/Berlin',
    length: 7 * DAY,
    ...parts,
  };
}

export function aSchedule(layers: readonly Layer[], parts: Partial<Schedule> = {}): Schedule {
  return {name: 'primary', zone: 'Europe/Berlin', layers, overrides: [], ...parts};
}
