import type {Config, PagerDutySchedule} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Clock} from '../../core/ports.js';
import type {Roster} from '../../engine/on-call-watch.js';

interface RosterParts {
  readonly env: Env;
  readonly clock: Clock;
}

/** The schedules of the configuration that are kept elsewhere. No secret is read before it is needed. */
export function rostersOf({schedules}: Pick<Config, 'schedules'>, parts: RosterParts): readonly Roster[] {
  return schedules.flatMap(one => (one.kind === 'pagerduty' ? [rosterOf(one.schedule, parts)] : []));
}

function rosterOf(schedule: PagerDutySchedule, {env, clock}: RosterParts): Roster {
  const {name, zone, people} = schedule;
  return {
    name,
    zone,
    people: Object.keys(people),
    async shifts(from, until, signal) {
      const {askSchedule} = await import('./ask-schedule.js');
      const answer = await askSchedule(schedule, {from, until}, {env, clock, signal});
      if ('failure' in answer) throw new Error(answer.failure.message);
      return answer.shifts;
    },
  };
}
