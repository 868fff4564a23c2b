import * as v from 'valibot';
import type {FeedFact} from '../../core/feed/message.js';
import type {NewEntry} from '../backbone/backbone.js';
import {occurrenceKey} from '../hooks/tell/inbound-alert.js';
import {findAlert} from './told-alerts.js';
import type {View} from './view.js';

const ended = v.object({
  type: v.literal('alert.resolved'),
  reason: v.literal('operator'),
  source: v.string(),
  fingerprint: v.string(),
  on: v.number(),
});

/**
 * What a fact says beside itself: an operator has ended an alert whose source does not, so that nobody takes it for firing
 * any more. Nothing for other facts, and where the alert was told again since.
 */
export function endedByHand(fact: FeedFact, view: View): readonly NewEntry[] {
  const read = v.safeParse(ended, fact);
  if (!read.success) return [];
  const {on} = read.output;
  const told = findAlert(view.alerts, read.output);
  if (told === undefined || told.at > on) return [];
  const alert = {...told.alert, status: 'resolved' as const, endsAt: new Date(on).toISOString()};
  return [{kind: 'alert', key: occurrenceKey(told.alert), value: 'resolved by hand', alert}];
}
