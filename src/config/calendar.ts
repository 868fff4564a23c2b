import type {Calendar} from '../core/time/calendar.js';
import {parseWeeklyHours, type WeeklyHours} from '../core/time/weekly-hours.js';
import type {FileConfig} from './schema.js';

const BUSINESS = 'Mon-Fri 09:00-18:00';

/** The calendar of our file; `zone` is the one that times are shown in. */
export function calendarOf(file: NonNullable<FileConfig['calendar']>, zone: string): Calendar {
  return {
    zone: file.zone ?? zone,
    hours: hoursOf(file.business ?? BUSINESS),
    closed: file.holidays ?? [],
  };
}

/** The zone that a file without one means: where its times are shown. */
export function ownZone(file: FileConfig): string {
  return file.ui?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Hours of a checked file. */
export function hoursOf(text: string): WeeklyHours {
  const parsed = parseWeeklyHours(text);
  if (!parsed.ok) throw new TypeError(`The configuration was not checked: ${text}`);
  return parsed.hours;
}
