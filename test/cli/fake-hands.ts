import type {Hands} from '../../src/cli/hands.js';
import {outstandingDeliveries} from '../../src/core/escalation/deliveries.js';
import type {Delivery} from '../../src/core/escalation/delivery.js';
import type {Command} from '../../src/core/shift/command.js';
import {decide} from '../../src/core/shift/decide.js';
import {isRefusal, type NewFact} from '../../src/core/shift/decision.js';
import type {Fact} from '../../src/core/shift/fact.js';
import {fold} from '../../src/core/shift/fold.js';
import {outstandingWork, type Work} from '../../src/core/shift/work.js';
import type {WatchState} from '../../src/core/watch-state.js';
import {NIGHT, recorded} from '../support/given.js';

export interface FakeHands extends Hands {
  readonly commands: readonly Command[];
  readonly closed: () => boolean;
}

export interface HandsOptions {
  readonly role?: Hands['role'];
  /** What the source says to an order; it takes everything where this is absent. */
  readonly refuses?: string;
  /** The source never answers. */
  readonly silent?: boolean;
  readonly by?: string;
}

/** Hands over a state, deciding and folding as the writer does; the source takes every silence at once. */
export function fakeHands(start: WatchState, options: HandsOptions = {}): FakeHands {
  let state = start;
  let isClosed = false;
  let count = 0;
  const commands: Command[] = [];
  const newId = (prefix: string) => {
    count += 1;
    return `${prefix}made${String(count).padStart(4, '0')}`;
  };
  const record = (command: Command): readonly Fact[] | ReturnType<typeof decide> => {
    const decision = decide(command, state, {at: NIGHT, by: options.by ?? 'ana', newId});
    if (isRefusal(decision)) {
      return decision;
    }
    const facts = recorded(decision as readonly NewFact[], NIGHT, options.by).map((fact, index) => ({
      ...fact,
      seq: state.shift.seq + 1 + index,
    }));
    state = {...state, shift: fold(state.shift, facts), log: [...state.log, ...facts]};
    return facts;
  };
  return {
    role: options.role ?? 'writer',
    commands,
    closed: () => isClosed,
    state: () => state,
    async dispatch(command) {
      commands.push(command);
      const facts = record(command);
      return 'refusal' in facts ? {ok: false, refusal: facts.refusal} : {ok: true, facts: facts as readonly Fact[]};
    },
    async settle() {
      if (options.silent === true) {
        return {settled: false, facts: []};
      }
      const work = outstandingWork(state, NIGHT);
      const facts = work.flatMap((item, index) => record(answerTo(item, index, options.refuses)) as readonly Fact[]);
      const sent = outstandingDeliveries(state).flatMap(
        one => record(answerToDelivery(one, options.refuses)) as readonly Fact[],
      );
      return {settled: true, facts: [...facts, ...sent]};
    },
    firstTruth: () => Promise.resolve(),
    askAround: () => Promise.resolve(),
    async close() {
      isClosed = true;
    },
  };
}

function answerToDelivery({delivery}: Delivery, reason: string | undefined): Command {
  if (reason === undefined) return {type: 'settle-delivery', delivery, result: {}};
  return {
    type: 'settle-delivery-failed',
    delivery,
    reason,
    hint: 'Look there.',
    final: true,
    unknown: false,
    tried: true,
  };
}

function answerTo(work: Work, index: number, reason: string | undefined): Command {
  if (work.kind === 'order') {
    const {token, startsAt = NIGHT, duration = 0, endsAt = startsAt + duration, silence} = work.order;
    if (reason !== undefined) {
      return {type: 'settle-order-failed', token, reason, hint: 'Look there.'};
    }
    const placed = {id: silence ?? `placed-${index}`, startsAt, endsAt, member: 'am-1:9093'};
    return {type: 'settle-order', token, placed};
  }
  const {ack, duration} = work.ack;
  if (work.kind === 'expire-ack') {
    return {type: 'settle-ack-expired', ack};
  }
  if (reason !== undefined) {
    return {type: 'settle-ack-failed', ack, reason, hint: 'Look there.', final: true};
  }
  const placed = {id: `placed-${index}`, startsAt: NIGHT, endsAt: NIGHT + duration, member: 'am-1:9093'};
  return {type: 'settle-ack', ack, placed};
}
