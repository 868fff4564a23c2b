import {NIGHT} from '../../support/given.js';
import {HOUR, MINUTE, pool, type Told} from './given.js';

interface Page {
  readonly delivery: string;
  /** Minutes after the watch's begin. */
  readonly after: number;
  readonly by?: string;
  readonly verb?: 'create' | 'escalate' | 'ack';
  readonly thread?: string;
  readonly key?: string;
  readonly target?: string;
  readonly kind?: string;
  readonly people?: readonly string[];
  readonly alert?: typeof pool;
  readonly test?: true;
}

/** A page is asked for; its own name is its key and its thread unless others are given. */
export function paged(page: Page): Told {
  const {delivery, after, by = 'ana', verb = 'create', alert = pool, people, test} = page;
  const {target = 'pager', kind = 'pagerduty', thread = delivery, key = delivery} = page;
  const {source, fingerprint, startsAt} = alert;
  const at = NIGHT + after * MINUTE;
  const title = 'P1 PoolExhausted';
  return {
    after,
    by,
    fact: {
      type: 'delivery.requested',
      delivery,
      target,
      kind,
      verb,
      key,
      thread,
      title,
      message: {title, text: '', severity: 'P1', status: 'firing', source, by, at},
      alerts: [{source, fingerprint, startsAt}],
      expiresAt: at + HOUR,
      ...(verb === 'ack' ? {} : {escalation: `esc-${delivery}`}),
      ...(people === undefined ? {} : {people}),
      ...(test === undefined ? {} : {test}),
    },
  };
}

/** Something was done to it at the pager. */
export function reported(
  key: string,
  what: 'acknowledged' | 'unacknowledged' | 'resolved',
  {by, after}: {readonly by: string; readonly after: number},
): Told {
  const on = NIGHT + after * MINUTE;
  return {after, by, fact: {type: 'pager.reported', target: 'pagerduty', what, incident: 'PD1', key, on}};
}
