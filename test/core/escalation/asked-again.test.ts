import {describe, expect, test} from 'vitest';
import type {Escalate} from '../../../src/core/escalation/command.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {disk, escalating, HOUR, MINUTE, told} from '../../support/escalating.js';
import {keyOf, NIGHT} from '../../support/given.js';

const ALERTS = {type: 'escalate', alerts: [keyOf(disk)]} as const;

function watching() {
  const watch = escalating();
  const escalate = (more: Omit<Partial<Escalate>, 'type' | 'alerts'>, at = NIGHT) =>
    watch.when({...ALERTS, ...more}, at) as readonly NewFact[];
  const pages = () =>
    [...watch.state().shift.deliveries.values()].filter(({verb}) => verb === 'create').map(({key}) => key);
  return {...watch, escalate, pages};
}

describe('what is asked for once more before it has arrived', () => {
  test.each([[{level: 2}], [{targets: ['pager', 'room']}], [{}]])('%j goes on as the same pages', more => {
    const watch = watching();
    const first = watch.escalate(more);
    const before = watch.pages();
    const again = watch.escalate(more, NIGHT + MINUTE);
    expect(again.map(told)).toEqual(first.map(told).filter(text => text.startsWith('to ')));
    expect(watch.pages()).toEqual(before);
  });

  test('keeps the tries that were made, and is read as it was written last', () => {
    const watch = watching();
    watch.escalate({level: 2});
    const [page] = watch.state().shift.deliveries.values();
    watch.when({type: 'try-delivery', delivery: page?.delivery ?? ''});
    watch.escalate({level: 2, message: 'a database expert'}, NIGHT + MINUTE);
    const [same] = watch.state().shift.deliveries.values();
    expect(same).toMatchObject({
      key: page?.key,
      state: 'requested',
      attempts: 1,
      trying: true,
      message: {text: expect.stringContaining('a database expert')},
    });
  });

  test('is sent where it has failed meanwhile, and not where it has arrived', () => {
    const watch = watching();
    watch.escalate({targets: ['pager', 'room']});
    const [pager] = watch.state().shift.deliveries.values();
    watch.when({type: 'settle-delivery', delivery: pager?.delivery ?? '', result: {}});
    expect(watch.escalate({targets: ['pager', 'room']}).map(told)).toEqual(['to room']);
  });

  test('is another page once it has arrived, or is no news any more', () => {
    const watch = watching();
    watch.escalate({level: 2});
    watch.arrives();
    watch.escalate({level: 2});
    expect(watch.pages()).toHaveLength(2);
    watch.escalate({level: 2}, NIGHT + 3 * HOUR);
    expect(new Set(watch.pages()).size).toBe(3);
  });

  test('is the next level where the last one is known not to get through', () => {
    const watch = watching();
    watch.escalate({});
    const [page] = watch.state().shift.deliveries.values();
    watch.when({
      type: 'settle-delivery-failed',
      delivery: page?.delivery ?? '',
      reason: 'no answer',
      final: false,
      unknown: false,
      tried: true,
    });
    expect(watch.escalate({}).map(told)).toEqual(['calls lead', 'to pager']);
  });
});
