import * as v from 'valibot';
import {parseWeeklyHours} from '../core/time/weekly-hours.js';
import {DAY, dayText} from '../core/time/zone.js';
import {text} from '../lib/option-parts.js';
import {zone} from './checks.js';

const DATE = 'write a date such as 2026-12-25, or 12-25 for every year';

/** Hours of a week, such as `Mon-Fri 09:00-18:00`. */
export const weeklyHours = v.pipe(
  text,
  v.check(
    value => parseWeeklyHours(value).ok,
    ({input}) => hoursFault(input),
  ),
);

/** The section that says when people are at work. */
export const calendar = v.strictObject(
  {
    zone: v.optional(zone),
    business: v.optional(weeklyHours),
    holidays: v.optional(v.array(v.pipe(v.string(DATE), v.check(isDate, DATE)), 'write a list: [2026-12-25, 01-01]')),
  },
  'write {zone: Europe/Berlin, business: "Mon-Fri 09:00-18:00", holidays: [2026-12-25]}',
);

function hoursFault(input: string): string {
  const parsed = parseWeeklyHours(input);
  return parsed.ok ? '' : `from its character ${parsed.position + 1} on: ${parsed.message}`;
}

/** Every year has no 29 February, but some have. */
function isDate(value: string): boolean {
  const whole = /^\d\d-\d\d$/.test(value) ? `2024-${value}` : value;
  if (!/^\d{4}-\d\d-\d\d$/.test(whole)) return false;
  const ms = Date.parse(`${whole}T00:00:00Z`);
  return !Number.isNaN(ms) && dayText(ms / DAY) === whole;
}
