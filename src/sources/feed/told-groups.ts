import {createHash} from 'node:crypto';
import type {FeedAlert} from '../../core/feed/message.js';
import type {ToldGroup} from '../../core/feed/told-groups.js';
import {lineOf} from '../alertmanager/texts.js';

/** The groups that these alerts fire in, as far as it was told. Of a key only its hash is taken in: it is what pagers know. */
export function toldGroups(alerts: readonly FeedAlert[]): readonly ToldGroup[] {
  const threads = new Map<string, string>();
  return alerts.flatMap(({status, source, fingerprint, groupKey, receiver}) => {
    if (status !== 'firing' || groupKey === null || groupKey === '' || receiver === undefined) return [];
    const thread = threads.get(groupKey) ?? createHash('sha256').update(groupKey).digest('hex');
    threads.set(groupKey, thread);
    return [{source: lineOf(source), fingerprint: lineOf(fingerprint), receiver: lineOf(receiver), thread}];
  });
}
