import * as v from 'valibot';
import {flag, sourceName} from '../lib/option-parts.js';
import {OWED} from './checks.js';

const FROM = 'write true, false, or a list of schedules: [primary]';

/** How a watch goes by the schedules. */
export const shift = v.strictObject(
  {
    from_schedule: v.optional(
      v.pipe(
        v.union([flag, v.array(sourceName, FROM)], FROM),
        v.metadata({
          description:
            'Whether the cockpit begins the watch of its operator when a schedule has them on call, and ends it after that: true for all schedules (the default), false for none, or a list of those that count.',
        }),
      ),
    ),
    grace: v.optional(
      v.pipe(
        OWED,
        v.metadata({
          description:
            'How long a watch goes on after its end by the schedule while its handoff is neither written nor sent and its operator does nothing; 2h by default.',
        }),
      ),
    ),
  },
  'write {from_schedule: true, grace: 2h}',
);
