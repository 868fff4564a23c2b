import type {StoreApi} from 'zustand/vanilla';
import type {Clock} from '../core/ports.js';
import {type Fact, isFact} from '../core/shift/fact.js';
import type {WatchState} from '../core/watch-state.js';
import type {Engine, Publication} from './engine.js';

/** Waits for the effects of facts, as far as the state tells. */
export function createSettler(parts: {
  readonly store: Pick<StoreApi<WatchState>, 'getState' | 'subscribe'>;
  readonly subscribe: (listener: (publication: Publication) => void) => () => void;
  readonly clock: Clock;
}): Pick<Engine, 'settle'> {
  return {
    settle: (facts, timeout) =>
      new Promise((resolve) => {
        const open = facts.flatMap(tokenOf);
        const heard: Fact[] = [];
        const done = (settled: boolean) => {
          stopHearing();
          stopWatching();
          cancel();
          resolve({settled, facts: heard});
        };
        const check = () => {
          if (open.every((token) => isSettled(token, parts.store.getState()))) done(true);
        };
        const stopHearing = parts.subscribe(({facts: news}) => {
          heard.push(...news.filter((fact) => concerns(fact, open)));
          check();
        });
        const stopWatching = parts.store.subscribe(check);
        const cancel = parts.clock.after(timeout, () => done(false));
        check();
      }),
  };
}

function tokenOf(fact: Fact): string[] {
  if (isFact(fact, 'ack.requested') || isFact(fact, 'ack.ended')) return [fact.ack];
  return isFact(fact, 'silence.requested') ? [fact.token] : [];
}

function concerns(fact: Fact, tokens: readonly string[]): boolean {
  const {ack, token} = fact as {readonly ack?: unknown; readonly token?: unknown};
  return tokens.some((one) => one === ack || one === token);
}

function isSettled(token: string, {shift}: WatchState): boolean {
  const ack = shift.acks.get(token);
  if (ack !== undefined) return ack.status === 'placed' || (ack.status === 'ended' && !ack.silenceOpen);
  return !shift.orders.has(token);
}
