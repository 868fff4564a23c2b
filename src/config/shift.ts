import type {TurnSettings} from '../core/settings.js';
import {milliseconds} from './milliseconds.js';
import type {FileConfig} from './schema.js';

/** Long enough for a handoff that is late, shorter than the shortest turn there is to wait for. */
const GRACE = 2 * 60 * 60_000;

/** How watches go by the schedules; absent where they do not, or there is none. */
export function turnsOf({shift = {}, schedule = {}}: FileConfig): {readonly turns?: TurnSettings} {
  const {from_schedule: from = true, grace} = shift;
  if (from === false || Object.keys(schedule).length === 0) return {};
  return {turns: {grace: milliseconds(grace) ?? GRACE, ...(from === true ? {} : {by: from})}};
}
