import * as v from 'valibot';
import {SLA as time} from './checks.js';

const bySeverity = v.strictObject(
  {P1: v.optional(time), P2: v.optional(time), P3: v.optional(time), P4: v.optional(time)},
  'write {P1: 30m, P2: 2h}',
);
const times = v.optional(v.union([time, bySeverity], 'write 1h, or {P1: 30m, P2: 2h}'));
const SHARE = 'write a share from 0 to 1: 0.9';
const share = v.optional(v.pipe(v.number(SHARE), v.minValue(0, SHARE), v.maxValue(1, SHARE)));
const COUNT = 'write a number: 20';
const count = v.optional(v.pipe(v.number(COUNT), v.minValue(0, COUNT)));

/** The section that says what the figures are to reach. That of the time to ack is `severity.sla`. */
export const figures = v.strictObject(
  {
    mttd: times,
    mtti: times,
    mttr: times,
    mttf: times,
    mtbf: v.optional(time),
    'sla-met': share,
    'never-acked': share,
    'alert-volume': count,
    'watch-volume': count,
    'after-hours': count,
    'escalation-rate': share,
    'noise-rate': share,
    recurrence: share,
    'updates-on-time': share,
    'action-items': share,
    'runbook-coverage': share,
  },
  'write {mttr: {P1: 1h, P2: 4h}, noise-rate: 0.2}',
);
