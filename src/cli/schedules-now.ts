import {type Schedule, toldSchedule} from '../core/schedule/schedule.js';
import {unbounded} from '../core/schedule/told-shifts.js';
import type {Work} from './with-hands.js';

/** What is looked at around now, ms: a turn that began long ago is told whole all the same. */
const AROUND = {before: 3_600_000, after: 14 * 24 * 3_600_000};

/** The schedules, in the configuration's order, and what could not be read of them; those kept elsewhere are asked unless a cockpit has read them. */
export async function schedulesNow({
  hands,
  config,
  context,
}: Work): Promise<{readonly schedules: readonly Schedule[]; readonly failures: readonly string[]}> {
  const known = hands.state().settings.schedules ?? [];
  const isRead = (one: Schedule | undefined) => one !== undefined && one.told?.trouble === undefined;
  const failures: string[] = [];
  const looked = {from: context.now() - AROUND.before, until: context.now() + AROUND.after};
  const asked = await Promise.all(
    config.schedules.map(async (one): Promise<readonly Schedule[]> => {
      const there = known.find(({name}) => name === one.schedule.name);
      if (one.kind === 'own' || isRead(there)) return there === undefined ? [] : [there];
      const answer = await context.askSchedule(one.schedule, looked);
      if ('failure' in answer) {
        failures.push(answer.failure.message);
        return there === undefined ? [] : [there];
      }
      const shifts = answer.shifts.map(shift => unbounded(shift, looked));
      return [toldSchedule(one.schedule, {people: Object.keys(one.schedule.people), shifts})];
    }),
  );
  const others = known.filter(({name}) => !config.schedules.some(({schedule}) => schedule.name === name));
  return {schedules: [...asked.flat(), ...others], failures};
}
