import {incidentFacts} from '../incident/facts.js';
import {leaseFacts} from '../lease/facts.js';
import type {Fact, FactOf, FactType} from '../shift/fact.js';

const INCIDENTS = Object.keys(incidentFacts) as readonly FactType[];
const LEASES = Object.keys(leaseFacts) as readonly FactType[];

/** What somebody else's fact changes here; the rest of it is kept and shown. Shifts, walks and orders are each cockpit's own. */
const FOLDED: readonly FactType[] = [
  'alert.judged',
  'ack.requested',
  'ack.placed',
  'ack.extended',
  'ack.taken',
  // Its owner may be in another cockpit than the one that keeps it: reminded there, and heard here.
  'ack.reminded',
  'ack.confirmed',
  'ack.failed',
  'ack.ended',
  'note.added',
  'change.recorded',
  'delivery.requested',
  'delivery.tried',
  'delivery.sent',
  'delivery.failed',
  'delivery.expired',
  'escalation.due',
  'escalation.requested',
  'escalation.stopped',
  'pager.reported',
  'handoff.accepted',
  ...INCIDENTS,
  ...LEASES,
];
const FOLDED_TYPES: ReadonlySet<string> = new Set(FOLDED);

/** What a cockpit tells its team: all that changes something there, and what is worth reading. */
const TOLD: ReadonlySet<string> = new Set<FactType>([
  ...FOLDED,
  'silence.requested',
  'runbook.opened',
  'runbook.closed',
  'step.confirmed',
  'step.started',
  'step.finished',
  'step.skipped',
  'step.failed',
]);

/** Older than this, ms, a fact is no news to a relay that has never heard of its journal. */
export const NEWS = 24 * 60 * 60_000;

/** Whether the team is told of this fact of our own. `now` is Unix ms. */
export function isToldToTeam(fact: Fact, now: number): boolean {
  return (TOLD.has(fact.type) || isEndedByHand(fact)) && now - Date.parse(fact.at) < NEWS;
}

export function isFoldedFromTeam(fact: Fact): boolean {
  return FOLDED_TYPES.has(fact.type) || isEndedByHand(fact);
}

/** An operator's word that an alert is over. What sources say of that, each cockpit hears by itself. */
export function isEndedByHand(fact: Fact): fact is FactOf<'alert.resolved'> {
  return fact.type === 'alert.resolved' && fact.reason === 'operator';
}
