import {unsettledDeliveries} from '../escalation/deliveries.js';
import type {WatchState} from '../watch-state.js';
import {escaped} from './markdown-text.js';
import type {Times} from './times.js';
import type {UnsentDelivery} from './unsent-delivery.js';

/** What is still to be sent, and what was given up in the watch without having been sent. */
export function unsentDeliveries(state: Pick<WatchState, 'shift'>, from: number): readonly UnsentDelivery[] {
  return unsettledDeliveries(state, from)
    .filter(({test}) => test !== true)
    .map(({delivery, title, target, state: how, attempts, requestedAt, expiresAt, trouble, by}) => ({
      delivery,
      title,
      target,
      state: how === 'requested' ? 'waiting' : how,
      attempts,
      requestedAt,
      expiresAt,
      by,
      ...(trouble === undefined ? {} : {reason: trouble.reason}),
    }));
}

export function unsentText({title, target, state, attempts, expiresAt, reason}: UnsentDelivery, times: Times): string {
  const tries = attempts > 1 ? `, ${attempts} tries` : '';
  const how = {
    waiting: `not sent yet${tries}, tried until ${times.at(expiresAt)}`,
    failed: `**not sent**${tries}`,
    expired: `**not sent**${tries}, given up at ${times.at(expiresAt)}`,
    sent: 'sent',
  }[state];
  return `- ${escaped(title)} to ${escaped(target)}: ${how}${reason === undefined ? '' : `: ${escaped(reason)}`}`;
}
