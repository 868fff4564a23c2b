import {dayIn, dayText, momentOf} from '../time/zone.js';
import type {Handoff} from './handoff.js';
import {timesOf} from './times.js';

const DAY = 86_400_000;

/** `due 2026-12-04`, and that it is late. A day is one of the clocks of the watch's operator, or of UTC. */
export function dueText(due: number, handoff: Pick<Handoff, 'now' | 'from' | 'zone'>): string {
  const zone = [handoff.zone, undefined].find(one => momentOf(dayIn(due, one) * DAY, one) === due);
  const isDay = momentOf(dayIn(due, zone) * DAY, zone) === due;
  const when = isDay ? dayText(dayIn(due, zone)) : timesOf(handoff).full(due);
  return `due ${when}${due < handoff.now ? ', **late**' : ''}`;
}
