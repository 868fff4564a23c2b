import type {Fact} from '../shift/fact.js';
import {fold, initialShift} from '../shift/fold.js';
import {DEFAULT_INCIDENTS} from './defaults.js';
import {type DraftValues, draftValues} from './drafts.js';
import {timelineOf} from './timeline.js';

const NOON = Date.UTC(2026, 0, 5, 12);
const HOUR = 60 * 60_000;

/** What a template of a draft is tried with before there is an incident: every value that one has. */
export function sampleDraft(): DraftValues {
  const incident = 'INC-0105-7kqx';
  const alert = {source: 'eu', fingerprint: '0123456789abcdef', startsAt: NOON, title: 'CheckoutDown checkout'};
  const facts = [
    {
      type: 'incident.declared',
      incident,
      title: 'checkout is down',
      severity: 'P1',
      detected: 'alert',
      alerts: [alert],
      startedAt: NOON,
    },
    {type: 'note.added', text: 'restarted the pool', incident},
  ].map((fact, index) => ({
    v: 1,
    seq: index + 1,
    origin: 'sample',
    at: new Date(NOON + HOUR).toISOString(),
    by: 'ana',
    ...fact,
  })) as readonly Fact[];
  const known = fold(initialShift('sample'), facts).incidents.get(incident);
  if (known === undefined) throw new TypeError('The sample of a draft has no incident.');
  return draftValues(known, {
    settings: DEFAULT_INCIDENTS,
    timeline: timelineOf(known, facts, {zone: 'UTC'}),
    audience: 'room',
    now: NOON + HOUR,
    zone: 'UTC',
  });
}
