import {compareSeverity} from '../../core/alert/severity.js';
import {outstandingDeliveries} from '../../core/escalation/deliveries.js';
import {type Delivery, threadKey} from '../../core/escalation/delivery.js';
import type {WatchState} from '../../core/watch-state.js';

/**
 * What this process has to send, in the order to try it: the worst first, and of each thread only what comes first,
 * since what follows means nothing before it. `after`: only what was asked for after this number, and what their threads
 * wait for.
 */
export function queueUp(state: Pick<WatchState, 'shift'>, after: number): readonly Delivery[] {
  const all = [...outstandingDeliveries(state)].sort((a, b) => a.seq - b.seq);
  const wanted = new Set(all.filter(({seq, again = 0}) => Math.max(seq, again) > after).map(nameOf));
  const first = new Map<string, Delivery>();
  for (const one of all) if (wanted.has(nameOf(one)) && !first.has(nameOf(one))) first.set(nameOf(one), one);
  return [...first.values()].sort((a, b) => compareSeverity(a.message.severity, b.message.severity) || a.seq - b.seq);
}

function nameOf({target, thread}: Delivery): string {
  return threadKey(target, thread);
}
