import * as v from 'valibot';
import {describe, expect, test} from 'vitest';
import {deliveriesOfShift, refOf, sameAgain, unsettledDeliveries} from '../../../src/core/escalation/deliveries.js';
import type {DeliveryDraft} from '../../../src/core/escalation/delivery.js';
import {FACT_SCHEMAS} from '../../../src/core/shift/fact.js';
import {sentence} from '../../../src/core/shift/sentence.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {fakeTarget} from '../../support/fake-target.js';
import {NIGHT, story, types} from '../../support/given.js';

const HOUR = 60 * 60_000;
const room = fakeTarget({name: 'room', kind: 'slack', powers: {resolve: 'Slack has no such thing.'}});
const settings = {targets: [fakeTarget(), room]};

const lost = {reason: 'no', final: true, unknown: false, tried: true} as const;

function aDraft(over: Partial<DeliveryDraft> = {}): DeliveryDraft {
  return {
    target: 'pager',
    verb: 'create',
    thread: 't1',
    key: 'k1',
    title: 'P1 DiskFull',
    message: {
      title: 'P1 DiskFull',
      text: '',
      severity: 'P1',
      status: 'firing',
      source: 'eu',
      by: 'ana',
      at: NIGHT,
      links: [{title: 'runbook', url: 'https://runbooks.example/disk'}],
    },
    ...over,
  };
}

test('one that failed is known to have failed while more than a thousand wait', () => {
  const watch = story({settings});
  const drafts = Array.from({length: 1_200}, (_, at) => aDraft({key: `k${at}`, thread: `t${at}`}));
  watch.when({type: 'deliver', deliveries: drafts});
  const [first, second] = watch.state().shift.deliveries.keys();
  watch.when({type: 'settle-delivery-failed', delivery: first ?? '', ...lost});
  watch.when({type: 'settle-delivery', delivery: second ?? '', result: {}});
  const {deliveries} = watch.state().shift;
  expect([first, second].map(id => deliveries.get(id ?? '')?.state)).toEqual(['failed', 'sent']);
});

describe('what is to be sent', () => {
  test('is recorded with its key, what it says, and when it is no news any more', () => {
    const [fact] = story({settings}).when({type: 'deliver', deliveries: [aDraft()]}) as readonly {type: string}[];
    expect(fact).toMatchObject({
      type: 'delivery.requested',
      target: 'pager',
      kind: 'pagerduty',
      key: 'k1',
      thread: 't1',
      expiresAt: NIGHT + 2 * HOUR,
      message: {title: 'P1 DiskFull'},
    });
    const {type, ...body} = fact as {type: 'delivery.requested'};
    expect(v.safeParse(FACT_SCHEMAS[type], body).success).toBe(true);
  });

  test('is asked for once by its key, and again when it could not be sent', () => {
    const watch = story({settings});
    watch.when({type: 'deliver', deliveries: [aDraft(), aDraft()]});
    expect(watch.state().shift.deliveries.size).toBe(1);
    expect(types(watch.when({type: 'deliver', deliveries: [aDraft()]}))).toEqual([]);
    const failed = {reason: 'no', final: true, unknown: false, tried: true};
    watch.when({type: 'settle-delivery-failed', delivery: 'dlv-test0001', ...failed});
    expect(types(watch.when({type: 'deliver', deliveries: [aDraft()]}))).toEqual(['delivery.requested']);
  });

  test('is refused whole when one of it names a target that is not there, or that cannot do it', () => {
    const watch = story({settings});
    expect(watch.when({type: 'deliver', deliveries: [aDraft(), aDraft({target: 'nowhere', key: 'k2'})]})).toMatchObject(
      {
        refusal: {code: 'not-found', hint: 'There are pager, room.'},
      },
    );
    expect(watch.when({type: 'deliver', deliveries: [aDraft({target: 'room', verb: 'resolve'})]})).toMatchObject({
      refusal: {code: 'unsupported', message: 'room cannot resolve: Slack has no such thing.'},
    });
    expect(watch.state().shift.deliveries.size).toBe(0);
  });

  test('is refused when this cockpit only looks', () => {
    const watch = story({settings: {...settings, readOnly: true}});
    expect(types(watch.when({type: 'deliver', deliveries: [aDraft()]}))).toEqual(['refused: read-only']);
  });
});

describe('a delivery', () => {
  const sent = {
    type: 'settle-delivery',
    delivery: 'dlv-test0001',
    result: {ref: {id: 'PT4'}, url: 'https://p'},
  } as const;

  function asked(...drafts: readonly DeliveryDraft[]) {
    const watch = story({settings});
    watch.when({type: 'deliver', deliveries: drafts.length === 0 ? [aDraft()] : drafts});
    return watch;
  }
  const first = (watch: ReturnType<typeof story>) => watch.state().shift.deliveries.get('dlv-test0001');

  test('that was sent keeps what the target answered, for what follows in its thread', () => {
    const watch = asked();
    expect(types(watch.when(sent))).toEqual(['delivery.sent']);
    expect(first(watch)).toMatchObject({state: 'sent', attempts: 1, url: 'https://p'});
    expect(refOf(watch.state(), 'pager', 't1')).toEqual({id: 'PT4'});
    expect(types(watch.when(sent))).toEqual([]);
  });

  test('that failed is still to be sent until a failure is final, and says why', () => {
    const watch = asked();
    const failure = {type: 'settle-delivery-failed', delivery: 'dlv-test0001', unknown: false, tried: true} as const;
    watch.when({...failure, reason: 'busy', final: false, retryAt: NIGHT + 1000});
    expect(first(watch)).toMatchObject({
      state: 'requested',
      attempts: 1,
      trouble: {reason: 'busy'},
      retryAt: NIGHT + 1000,
    });
    watch.when({...failure, reason: 'the key is unknown', final: true});
    expect(first(watch)).toMatchObject({state: 'failed', attempts: 2, trouble: {reason: 'the key is unknown'}});
    expect(unsettledDeliveries(watch.state())).toHaveLength(1);
    expect(watch.state().shift.threads.size).toBe(0);
  });

  test('whose recorded try nobody heard the end of is in doubt', () => {
    const watch = asked();
    const attempt = {type: 'try-delivery', delivery: 'dlv-test0001'} as const;
    watch.when(attempt);
    expect(first(watch)).toMatchObject({attempts: 1, trying: true, doubts: 0});
    watch.when(attempt);
    expect(first(watch)).toMatchObject({attempts: 2, trying: true, doubts: 1});
    watch.when({...sent, repeat: 'possible'});
    expect(first(watch)).toMatchObject({state: 'sent', attempts: 2, repeat: 'possible'});
  });

  test('expires when it is no news any more, and not before', () => {
    const watch = asked();
    const expire = {type: 'expire-delivery', delivery: 'dlv-test0001'} as const;
    expect(types(watch.when(expire, NIGHT + HOUR))).toEqual([]);
    expect(types(watch.when(expire, NIGHT + 2 * HOUR))).toEqual(['delivery.expired']);
    expect(first(watch)?.state).toBe('expired');
  });

  test('can be stopped until it is settled, and what arrived all the same is told', () => {
    const watch = asked();
    expect(types(watch.when({type: 'stop-delivery', delivery: 'other'}))).toEqual(['refused: not-found']);
    expect(types(watch.when({type: 'stop-delivery', delivery: 'dlv-test0001'}))).toEqual(['delivery.failed']);
    expect(unsettledDeliveries(watch.state())).toEqual([]);
    watch.when(sent);
    expect(first(watch)).toMatchObject({state: 'sent'});
    expect(types(watch.when({type: 'stop-delivery', delivery: 'dlv-test0001'}))).toEqual(['refused: refused']);
  });

  test('that was not sent can be given up, and then nobody is told of it any more', () => {
    const watch = asked();
    watch.when({type: 'settle-delivery-failed', delivery: 'dlv-test0001', ...lost});
    expect(unsettledDeliveries(watch.state())).toHaveLength(1);
    expect(watch.when({type: 'stop-delivery', delivery: 'dlv-test0001'})).toMatchObject([
      {type: 'delivery.failed', reason: 'given up by ana: no', stopped: true},
    ]);
    expect(unsettledDeliveries(watch.state())).toEqual([]);
    expect(types(watch.when({type: 'stop-delivery', delivery: 'dlv-test0001'}))).toEqual(['refused: refused']);
  });

  test('that was not sent is asked for again with the key it had, and then counts once', () => {
    const watch = asked();
    watch.when({type: 'settle-delivery-failed', delivery: 'dlv-test0001', ...lost});
    const [one] = deliveriesOfShift(watch.state());
    if (one === undefined) throw new Error('nothing was asked for');
    expect(types(watch.when({type: 'deliver', deliveries: [sameAgain(one)]}))).toEqual(['delivery.requested']);
    const [again, before] = deliveriesOfShift(watch.state());
    expect([again?.key, again?.thread, again?.message]).toEqual([before?.key, before?.thread, before?.message]);
    expect(unsettledDeliveries(watch.state()).map(({delivery}) => delivery)).toEqual([again?.delivery]);
  });

  test('that was never sent takes with it what was to follow', () => {
    const watch = asked(aDraft(), aDraft({verb: 'ack', key: 'k2'}), aDraft({thread: 't2', key: 'k3'}));
    const failure = {reason: 'no', final: true, unknown: false, tried: true} as const;
    watch.when({type: 'settle-delivery-failed', delivery: 'dlv-test0001', ...failure});
    expect([...watch.state().shift.deliveries.values()].map(({state}) => state)).toEqual([
      'failed',
      'failed',
      'requested',
    ]);
  });

  test('is in a snapshot, as is the thread it opened', () => {
    const watch = asked();
    watch.when(sent);
    const {shift} = watch.state();
    expect(fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(shift, NIGHT))))).toEqual(shift);
  });

  test('is told in sentences', () => {
    const watch = asked();
    watch.when(sent);
    const naming = {delivery: () => 'P1 DiskFull to pager'};
    expect(watch.state().log.map(fact => sentence(fact, naming))).toEqual([
      'ana sends to pager: P1 DiskFull',
      'sent: P1 DiskFull to pager',
    ]);
  });
});
