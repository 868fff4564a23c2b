import {describe, expect, test} from 'vitest';
import {stayingAcks} from '../../../src/core/escalation/give-back.js';
import type {FoundIncident} from '../../../src/core/escalation/target.js';
import {fold} from '../../../src/core/shift/fold.js';
import {fakeTarget} from '../../support/fake-target.js';
import {anAlert, keyOf, NIGHT, recorded} from '../../support/given.js';
import {disk, incident, MINUTE, THREAD, watching} from './support/watching.js';

describe('the end of an ack', () => {
  test('giving it back takes the acknowledgement back where it was acked', () => {
    const watch = watching();
    watch.ack();
    watch.settle();
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 2 * MINUTE))).toEqual([
      'release at pager theirs',
    ]);
    expect([...watch.state().shift.deliveries.values()].at(-1)?.message).toMatchObject({
      status: 'firing',
      text: 'ana gave it back: nobody has it.',
    });
    watch.settle(NIGHT + 2 * MINUTE);
    const [thread] = [...watch.state().shift.threads.values()];
    expect(thread).toMatchObject({status: 'triggered'});
    expect(thread).not.toHaveProperty('byAck');
  });

  test('the end of an ack that nobody extended takes it back, too', () => {
    const watch = watching();
    watch.when({type: 'ack', alerts: [keyOf(disk)], until: NIGHT + 3 * MINUTE}, NIGHT + MINUTE);
    watch.settle();
    const ended = watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 4 * MINUTE, 'lee');
    expect(watch.sent(ended)).toEqual(['release at pager theirs']);
  });

  test('a pager that takes no acknowledgement back is told of, with the reason, and gets no event', () => {
    const events = [
      fakeTarget({name: 'pager', kind: 'pagerduty', powers: {release: 'no such event', note: 'no notes'}}),
    ];
    const watch = watching([disk], events);
    watch.ack();
    watch.settle();
    const [ack] = [...watch.state().shift.acks.keys()];
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 2 * MINUTE))).toEqual([]);
    expect(stayingAcks([ack ?? ''], watch.state())).toMatchObject([{target: 'pager', reason: 'no such event'}]);
  });

  test('and is not told of where another target reaches the same incident and can', () => {
    const both = [
      fakeTarget({name: 'pager', kind: 'pagerduty', powers: {release: 'no such event', note: 'no notes'}}),
      fakeTarget({name: 'rest', kind: 'pagerduty-rest'}),
    ];
    const watch = watching([disk], both);
    watch.ack();
    watch.settle();
    const [ack] = [...watch.state().shift.acks.keys()];
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 2 * MINUTE))).toEqual([
      'release at rest theirs',
    ]);
    expect(stayingAcks([ack ?? ''], watch.state())).toEqual([]);
    watch.settle(NIGHT + 2 * MINUTE);
    expect([...watch.state().shift.threads.values()].map(({status, byAck}) => [status, byAck])).toEqual([
      ['triggered', undefined],
      ['triggered', undefined],
    ]);
  });

  test('an incident of two acks stays acknowledged while one of them holds, and says whose it is', () => {
    const other = anAlert({startsAt: NIGHT, labels: {alertname: 'DiskFull', severity: 'critical', host: 'b'}});
    const watch = watching([disk, other]);
    watch.ack();
    watch.when({type: 'ack', alerts: [keyOf(other)]}, NIGHT + MINUTE, 'lee');
    watch.settle();
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 2 * MINUTE))).toEqual([
      'note at pager theirs',
    ]);
    expect([...watch.state().shift.deliveries.values()].at(-1)?.message.text).toBe('ana gave it back: lee has it.');
    watch.settle();
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(other)]}, NIGHT + 3 * MINUTE, 'lee'))).toEqual([
      'release at pager theirs',
    ]);
  });

  test('takes back what a hook of the pager told of as if somebody there had done it', () => {
    const watch = watching();
    watch.ack(NIGHT + MINUTE);
    watch.settle(NIGHT + MINUTE);
    const heard = (on: number) =>
      fold(
        watch.state().shift,
        recorded([
          {type: 'pager.reported', target: 'pagerduty', what: 'acknowledged', incident: 'PT4', key: THREAD, on},
        ]),
      ).threads;
    expect([...heard(NIGHT + MINUTE + 2_000).values()]).toMatchObject([{byAck: true}]);
    expect([...heard(NIGHT + 5 * MINUTE).values()][0]).not.toHaveProperty('byAck');
  });

  test('an acknowledgement of somebody there is not taken back with an ack of ours', () => {
    const watch = reporting();
    watch.ack(NIGHT + MINUTE);
    watch.settle(NIGHT + MINUTE);
    watch.report('triggered', NIGHT + 2 * MINUTE);
    watch.report('acknowledged', NIGHT + 3 * MINUTE);
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 4 * MINUTE))).toEqual([
      'note at pager theirs',
    ]);
    expect([...watch.state().shift.deliveries.values()].at(-1)?.message.text).toBe('ana gave it back: lee has it.');
  });

  test('takes back what the pager told of before the answer to our ack was recorded', () => {
    const watch = reporting();
    watch.ack(NIGHT + MINUTE);
    watch.report('acknowledged', NIGHT + MINUTE + 100);
    watch.settle(NIGHT + MINUTE + 200);
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 4 * MINUTE))).toEqual([
      'release at pager theirs',
    ]);
  });

  test('leaves an acknowledgement there that was there before ours', () => {
    const watch = reporting();
    watch.report('acknowledged', NIGHT + MINUTE);
    watch.ack(NIGHT + 2 * MINUTE);
    watch.settle(NIGHT + 2 * MINUTE);
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 4 * MINUTE))).toEqual([
      'note at pager theirs',
    ]);
    const [ack] = [...watch.state().shift.acks.keys()];
    expect(stayingAcks([ack ?? ''], watch.state())).toEqual([]);
  });

  test('what a pager tells of before the release is nobody’s new acknowledgement', () => {
    const watch = reporting();
    watch.ack(NIGHT + MINUTE);
    watch.settle(NIGHT + MINUTE);
    watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 2 * MINUTE);
    watch.settle(NIGHT + 2 * MINUTE);
    const stale = {...incident('acknowledged', NIGHT + MINUTE)};
    expect(watch.when({type: 'report-pager', target: 'pager', found: stale}, NIGHT + 2 * MINUTE + 2_000)).toEqual([]);
    expect(watch.report('acknowledged', NIGHT + 2 * MINUTE + 5_000)).toMatchObject([{what: 'acknowledged'}]);
  });
});

function reporting() {
  const watch = watching();
  const report = (status: FoundIncident['status'], at: number) =>
    watch.when({type: 'report-pager', target: 'pager', found: incident(status, at)}, at, 'lee');
  return {...watch, report};
}
