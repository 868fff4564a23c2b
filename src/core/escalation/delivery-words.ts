import {brief, countdown} from '../time/duration.js';
import type {Delivery} from './delivery.js';

/** How a delivery stands, in words for a table. */
export interface DeliveryWords {
  /** `sending`, `try 2 in 0:12`, `sent`, `NOT SENT`, `EXPIRED`, `stopped`. */
  readonly state: string;
  readonly tone: 'waiting' | 'good' | 'bad' | 'over';
  /** Why, where it is not there; what to know, where it is. Empty where there is nothing to say. */
  readonly said: string;
}

/** How a delivery stands at a time, Unix ms. */
export function deliveryWords(one: Delivery, now: number): DeliveryWords {
  switch (one.state) {
    case 'requested':
      return {state: waitingText(one, now), tone: 'waiting', said: one.trouble?.reason ?? ''};
    case 'sent':
      return {state: one.attempts > 1 ? `sent, try ${one.attempts}` : 'sent', tone: 'good', said: sentText(one)};
    case 'expired':
      return {state: 'EXPIRED', tone: 'bad', said: one.trouble?.reason ?? 'no news any more before it could be sent'};
    case 'failed':
      return {
        state: one.stopped === true ? 'stopped' : 'NOT SENT',
        tone: one.stopped === true ? 'over' : 'bad',
        said: one.trouble?.reason ?? '',
      };
  }
}

function waitingText({attempts, retryAt, requestedAt}: Delivery, now: number): string {
  if (retryAt !== undefined && retryAt > now) return `try ${attempts + 1} in ${countdown(retryAt - now)}`;
  const waited = now - requestedAt;
  return waited < 10_000 ? 'sending' : `sending ${brief(waited)}`;
}

function sentText({repeat, remark, url}: Delivery): string {
  return [
    ...(repeat === undefined ? [] : ['it may be there twice']),
    ...(remark === undefined ? [] : [remark]),
    url ?? '',
  ]
    .filter(part => part !== '')
    .join(', ');
}
