import type {WatchState} from '../watch-state.js';
import {type Delivery, threadKey} from './delivery.js';
import type {TargetRef} from './target.js';

/** What is still to be sent, by whoever asked for it first; of others, theirs is theirs. */
export function outstandingDeliveries({shift}: Pick<WatchState, 'shift'>): readonly Delivery[] {
  return [...shift.deliveries.values()].filter(({state, origin}) => state === 'requested' && origin === shift.origin);
}

/** Deliveries that somebody has to know of: under way, or ended without being sent since `since` (Unix ms). */
export function unsettledDeliveries({shift}: Pick<WatchState, 'shift'>, since = 0): readonly Delivery[] {
  return [...shift.deliveries.values()].filter(
    one =>
      one.origin === shift.origin &&
      (one.state === 'requested' ||
        ((one.state === 'failed' || one.state === 'expired') && !one.stopped && (one.settledAt ?? 0) >= since)),
  );
}

/** What the target answered when the thread was opened there. */
export function refOf({shift}: Pick<WatchState, 'shift'>, target: string, thread: string): TargetRef | undefined {
  return shift.threads.get(threadKey(target, thread))?.ref;
}
