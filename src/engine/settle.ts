import type {Clock} from '../core/ports.js';
import {type Fact, isFact} from '../core/shift/fact.js';
import type {Ack} from '../core/shift/state.js';
import type {WatchState} from '../core/watch-state.js';
import type {Engine, ReadonlyStore} from './engine.js';

/** Waits for the effects of facts, as far as the state tells; the log has what settled them. */
export function settler(store: ReadonlyStore<WatchState>, clock: Clock): Engine['settle'] {
  return (facts, timeout) =>
    new Promise(resolve => {
      const open = tokensOf(facts);
      const done = (settled: boolean) => {
        unsubscribe();
        cancel();
        resolve({settled, facts: newsOf(open, facts, store.getState())});
      };
      const check = () => {
        if (open.every(token => isSettled(token, store.getState()))) done(true);
      };
      const unsubscribe = store.subscribe(check);
      const cancel = clock.after(timeout, () => done(false));
      check();
    });
}

/** What an ack does beside its silence may take longer, and is asked for by itself. */
function tokensOf(facts: readonly Fact[]): readonly string[] {
  const first = facts.flatMap(tokenOf);
  return first.length > 0 ? first : facts.flatMap(fact => (isFact(fact, 'delivery.requested') ? [fact.delivery] : []));
}

function tokenOf(fact: Fact): string[] {
  if (isFact(fact, 'ack.requested') || isFact(fact, 'ack.taken') || isFact(fact, 'ack.ended')) return [fact.ack];
  return isFact(fact, 'silence.requested') ? [fact.token] : [];
}

function isSettled(token: string, {shift}: WatchState): boolean {
  const ack = shift.acks.get(token);
  if (ack !== undefined) return isAckSettled(ack);
  const delivery = shift.deliveries.get(token);
  if (delivery !== undefined) return delivery.state !== 'requested';
  return !shift.orders.has(token);
}

/** It is placed and its silence says whose it is, or it has ended with its silence. */
function isAckSettled({status, silenceOpen, silenceOf}: Ack): boolean {
  return status === 'ended' ? !silenceOpen : status === 'placed' && silenceOf === undefined;
}

/** What the log says of these tokens after the facts that were waited for. */
function newsOf(tokens: readonly string[], facts: readonly Fact[], {log, shift}: WatchState): readonly Fact[] {
  const last = Math.max(0, ...facts.map(fact => fact.seq));
  return log.filter(fact => {
    const {ack, token, delivery} = fact as {
      readonly ack?: unknown;
      readonly token?: unknown;
      readonly delivery?: unknown;
    };
    return (
      fact.origin === shift.origin &&
      fact.seq > last &&
      tokens.some(one => one === ack || one === token || one === delivery)
    );
  });
}
