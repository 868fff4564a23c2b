import {addBusiness, type Calendar} from '../time/calendar.js';
import type {Severity} from './severity.js';

/** When a wait (ms) that began at a time (Unix ms) is over: of a P1 or P2 at any hour, of others as people are at work. */
export function dueAfter(
  severity: Severity,
  {since, wait}: {readonly since: number; readonly wait: number},
  calendar: Calendar | undefined,
): number {
  return isAtAnyHour(severity) ? since + wait : addBusiness(calendar, since, wait);
}

/** Whether its clocks run at night, too. */
export function isAtAnyHour(severity: Severity): boolean {
  return severity === 'P1' || severity === 'P2';
}
