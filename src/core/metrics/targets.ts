import type {Severity} from '../alert/severity.js';
import type {MeasureId} from './definitions.js';
import type {Target} from './measure.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Targets by figure, for all or by severity. */
export type Targets = Readonly<
  Partial<Record<MeasureId, number | Readonly<Partial<Record<Severity, number>>> | undefined>>
>;

/** The targets of incident practice; those of time to ack are the severities' own. */
export const DEFAULT_TARGETS: Targets = {
  mtti: {P1: 30 * MINUTE, P2: 2 * HOUR},
  mttr: {P1: HOUR, P2: 4 * HOUR},
  mtbf: 720 * HOUR,
  'alert-volume': 20,
  'after-hours': 5,
  'noise-rate': 0.2,
  recurrence: 0.1,
  'action-items': 0.9,
  'runbook-coverage': 1,
};

const HIGHER: ReadonlySet<MeasureId> = new Set([
  'mtbf',
  'sla-met',
  'updates-on-time',
  'action-items',
  'runbook-coverage',
]);

export function targetOf(id: MeasureId, targets: Targets, severity?: Severity): Target | undefined {
  const given = targets[id];
  const value = typeof given === 'object' ? severity && given[severity] : given;
  return value === undefined ? undefined : {value, better: HIGHER.has(id) ? 'higher' : 'lower'};
}
