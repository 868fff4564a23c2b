import type {Calendar} from '../core/time/calendar.js';
import {parseWeeklyHours, type WeeklyHours} from '../core/time/weekly-hours.js';
import type {FileConfig} from './schema.js';

const BUSINESS = 'Mon-Fri 09:00-18:00';

/** The calendar of our file; `zone` is the one that times are shown in, if it names one. */
export function calendarOf(file: NonNullable<FileConfig['calendar']>, zone: string | undefined): Calendar {
  return {
    zone: file.zone ?? zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    hours: hoursOf(file.business ?? BUSINESS),
    closed: file.holidays ?? [],
  };
}

/** Hours of a checked file. */
function hoursOf(text: string): WeeklyHours {
  const parsed = parseWeeklyHours(text);
  if (!parsed.ok) throw new TypeError(`The configuration was not checked: ${text}`);
  return parsed.hours;
}
