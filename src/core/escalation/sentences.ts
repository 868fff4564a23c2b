import {counted} from '../counted.js';
import type {FactOf} from '../shift/fact.js';
import {hhmm} from '../time/clock-text.js';
import {brief} from '../time/duration.js';
import type {ESCALATION_FACT_SCHEMAS} from './facts.js';

/** What a sentence can say better when it is known. */
export interface DeliveryNaming {
  readonly zone?: string | undefined;
  /** What a delivery sends and where, by its id: `DiskFull to room`. */
  delivery?(id: string): string | undefined;
}

type EscalationFact = keyof typeof ESCALATION_FACT_SCHEMAS;

/** What the facts about deliveries and escalations say. */
export const ESCALATION_SENTENCES: {
  readonly [T in EscalationFact]: (fact: FactOf<T>, names: DeliveryNaming) => string;
} = {
  'delivery.requested': fact =>
    `${fact.by} ${fact.test === true ? 'tests' : VERBS[fact.verb]} ${fact.target}: ${fact.title}`,
  'delivery.tried': (fact, names) => `try ${fact.attempt} of ${nameOf(fact.delivery, names)}`,
  'delivery.sent': (fact, names) =>
    `sent: ${nameOf(fact.delivery, names)}${fact.attempts > 1 ? ` at try ${fact.attempts}` : ''}${
      fact.repeat === undefined ? '' : '; it may be there twice'
    }${fact.remark === undefined ? '' : ` (${fact.remark})`}`,
  'delivery.failed': (fact, names) => `${failedHow(fact)}: ${nameOf(fact.delivery, names)}: ${fact.reason}`,
  'delivery.expired': (fact, names) =>
    `EXPIRED, not sent: ${nameOf(fact.delivery, names)} after ${counted(fact.attempts, 'try', 'tries')}`,

  'escalation.due': (fact, names) =>
    `${fact.title}: ${fact.level} of ${fact.policy} is due${listOf(fact.who)}, ${CLOCKS[fact.clock]} for ${brief(
      Date.parse(fact.at) - fact.since,
    )}${fact.sendsAt === undefined ? '' : `; sent at ${hhmm(fact.sendsAt, names.zone)} unless it is stopped`}`,
  'escalation.requested': fact =>
    `${fact.auto === true ? 'nobody stopped it, so' : `${fact.by} escalates`} ${fact.title} ${
      fact.auto === true ? 'goes ' : ''
    }to ${levelOf(fact)}${listOf(fact.who)}`,
  'escalation.stopped': fact =>
    `${fact.title}: ${fact.clock === undefined ? 'no more escalation' : `the clock "${CLOCKS[fact.clock]}" stops`}, ${
      STOPPED[fact.reason]
    }${fact.reason === 'operator' ? ` by ${fact.by}` : ''}${fact.detail === undefined ? '' : ` (${fact.detail})`}`,
};

const VERBS: Readonly<Record<FactOf<'delivery.requested'>['verb'], string>> = {
  create: 'sends to',
  ack: 'acknowledges at',
  release: 'takes the acknowledgement back at',
  resolve: 'resolves at',
  escalate: 'escalates at',
  note: 'writes to',
  update: 'updates at',
};

const CLOCKS: Readonly<Record<FactOf<'escalation.due'>['clock'], string>> = {
  unacked: 'not acked',
  'no-progress': 'acked without progress',
  unresolved: 'not resolved',
};

const STOPPED: Readonly<Record<FactOf<'escalation.stopped'>['reason'], string>> = {
  acked: 'acked',
  progress: 'something was done',
  resolved: 'it is over',
  operator: 'stopped',
  escalated: 'somebody was called elsewhere',
};

/** Where it went to targets by their names, the level is called `to room, mail`. */
function levelOf({level, targets}: FactOf<'escalation.requested'>): string {
  const named = targets.join(', ');
  return level === '' || level === `to ${named}` ? named : level;
}

function failedHow({final, stopped}: FactOf<'delivery.failed'>): string {
  if (stopped === true) return 'stopped';
  return final ? 'NOT SENT' : 'not sent yet';
}

function nameOf(id: string, names: DeliveryNaming): string {
  return names.delivery?.(id) ?? id;
}

function listOf(who: readonly string[]): string {
  return who.length === 0 ? '' : ` (${who.join(', ')})`;
}
