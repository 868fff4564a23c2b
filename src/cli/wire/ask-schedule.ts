import type {PagerDutySchedule} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {readSecret} from '../../config/secret.js';
import {type Clock, SourceError} from '../../core/ports.js';
import {pagerDutySchedule} from '../../sources/pagerduty-schedule.js';
import type {ShiftsAnswer} from '../context.js';

/** The shifts of a schedule of PagerDuty, or why it cannot be read. Rejects only for what the operator can correct. */
export async function askSchedule(
  schedule: PagerDutySchedule,
  {from, until}: {readonly from: number; readonly until: number},
  asking: {readonly env: Env; readonly clock: Clock; readonly signal: AbortSignal},
): Promise<ShiftsAnswer> {
  const token = await readSecret(schedule.token, `schedule ${schedule.name}, token`, asking.env);
  try {
    return {shifts: await pagerDutySchedule({...schedule, token}, asking.clock).shifts(from, until, asking.signal)};
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const {kind, message, hint} = error;
    return {failure: {source: schedule.name, kind, message, hint}};
  }
}
