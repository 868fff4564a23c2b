import {describe, expect, test} from 'vitest';
import type {Policy} from '../../../src/core/escalation/policy.js';
import {aPolicy, disk, escalating, HOUR, MINUTE, never} from '../../support/escalating.js';
import {keyOf, NIGHT} from '../../support/given.js';

const SECOND = 1_000;
const byItself = (after: number, to: string): Policy['noProgress'] => ({
  after: {P1: after},
  people: [],
  to: [to],
  auto: true,
});

function acked(policy: Partial<Policy>) {
  const watch = escalating(aPolicy(policy));
  watch.when({type: 'ack', alerts: [keyOf(disk)]}, NIGHT);
  return watch;
}

describe('what pages by itself', () => {
  test("does not stop another clock's announced page, as nobody did anything", () => {
    const watch = acked({
      noProgress: byItself(15 * MINUTE, 'pager'),
      unresolved: byItself(15 * MINUTE - 15 * SECOND, 'room'),
    });
    expect(watch.due(NIGHT + 15 * MINUTE - 45 * SECOND)).toEqual(['due unresolved by unresolved, sends itself']);
    expect(watch.due(NIGHT + 15 * MINUTE - 30 * SECOND)).toEqual(['due no progress by no-progress, sends itself']);
    expect(watch.due(NIGHT + 15 * MINUTE - 15 * SECOND)).toEqual(['calls unresolved', 'to room']);
    expect(watch.due(NIGHT + 15 * MINUTE - 14 * SECOND)).toEqual([]);
    expect(watch.due(NIGHT + 15 * MINUTE)).toEqual(['calls no progress', 'to pager']);
  });

  test('about no progress pages once, and again only after something was done and nothing since', () => {
    const watch = acked({noProgress: byItself(15 * MINUTE, 'pager'), unresolved: never});
    watch.due(NIGHT + 15 * MINUTE);
    expect(watch.due(NIGHT + 15 * MINUTE + 30 * SECOND)).toEqual(['calls no progress', 'to pager']);
    expect(watch.next(NIGHT + 16 * MINUTE)).toBeUndefined();
    expect(watch.due(NIGHT + 3 * HOUR)).toEqual([]);
    watch.when({type: 'note', text: 'pool raised', alert: keyOf(disk)}, NIGHT + 3 * HOUR);
    expect(watch.due(NIGHT + 3 * HOUR)).toEqual(['stopped no-progress: progress']);
    expect(watch.due(NIGHT + 3 * HOUR + 14 * MINUTE)).toEqual([]);
    expect(watch.due(NIGHT + 3 * HOUR + 15 * MINUTE)).toEqual(['due no progress by no-progress, sends itself']);
  });

  test('about no progress is not put off by a change that is only planned', () => {
    const watch = acked({noProgress: byItself(15 * MINUTE, 'pager'), unresolved: never});
    const planned = {
      type: 'record-change',
      text: 'new disks',
      labels: {alertname: disk.labels.alertname ?? ''},
    } as const;
    watch.when({...planned, on: NIGHT + 4 * HOUR}, NIGHT);
    expect(watch.due(NIGHT + 15 * MINUTE)).toEqual(['due no progress by no-progress, sends itself']);
  });
});
