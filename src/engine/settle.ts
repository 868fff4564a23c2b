import type {Clock} from '../core/ports.js';
import {type Fact, isFact} from '../core/shift/fact.js';
import type {WatchState} from '../core/watch-state.js';
import type {Engine, ReadonlyStore} from './engine.js';

/** Waits for the effects of facts, as far as the state tells; the log has what settled them. */
export function settler(store: ReadonlyStore<WatchState>, clock: Clock): Engine['settle'] {
  return (facts, timeout) =>
    new Promise(resolve => {
      const open = facts.flatMap(tokenOf);
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

function tokenOf(fact: Fact): string[] {
  if (isFact(fact, 'ack.requested') || isFact(fact, 'ack.ended')) return [fact.ack];
  return isFact(fact, 'silence.requested') ? [fact.token] : [];
}

function isSettled(token: string, {shift}: WatchState): boolean {
  const ack = shift.acks.get(token);
  if (ack !== undefined) return ack.status === 'placed' || (ack.status === 'ended' && !ack.silenceOpen);
  return !shift.orders.has(token);
}

/** What the log says of these tokens after the facts that were waited for. */
function newsOf(tokens: readonly string[], facts: readonly Fact[], {log, shift}: WatchState): readonly Fact[] {
  const last = Math.max(0, ...facts.map(fact => fact.seq));
  return log.filter(fact => {
    const {ack, token} = fact as {readonly ack?: unknown; readonly token?: unknown};
    return fact.origin === shift.origin && fact.seq > last && tokens.some(one => one === ack || one === token);
  });
}
