import {describe, expect, onTestFinished, test} from 'vitest';
import {fakeTarget, unreachable} from '../../support/fake-target.js';
import {FAIR, faultProxy} from '../../support/fault-proxy.js';
import {relayThatGoesOn, writer} from './going-on.js';

describe('a lease over a line that breaks', () => {
  test('a delivery under way when the line goes half-open is sent by the relay, and not again by the cockpit', {
    timeout: 40_000,
  }, async () => {
    const [theirs, own] = [fakeTarget({repeats: 'none'}), fakeTarget({repeats: 'none'})];
    const relay = await relayThatGoesOn(theirs);
    const line = await faultProxy(relay.port);
    onTestFinished(() => line.close());
    const ana = await writer('ana', {port: line.port, pager: own});
    const lease = () => ana.store.getState().team?.lease?.state;
    await expect.poll(lease).toBe('held');

    // It does not get through from here, so that it is still to be sent when the line breaks.
    own.faults.push(...Array.from({length: 20}, () => ({before: unreachable()})));
    await ana.dispatch({
      type: 'deliver',
      deliveries: [
        {
          target: 'pager',
          verb: 'create',
          key: 'k',
          thread: 'k',
          title: 'SiteDown',
          message: {title: 'SiteDown', text: '', severity: 'P1', status: 'firing', source: 'eu', by: 'ana', at: 0},
        },
      ],
    });
    // What the relay has not heard of, nobody but the cockpit can send.
    const asked = ana.store.getState().shift.seq;
    await expect.poll(() => ana.store.getState().team?.echoed).toBeGreaterThanOrEqual(asked);
    line.weather = {kind: 'half-open'};
    await expect.poll(lease).toBe('quiet');
    await expect.poll(() => relay.counts()?.acting, {timeout: 5_000}).toBe(1);
    await expect.poll(() => theirs.seen.length, {timeout: 15_000}).toBe(1);

    line.weather = FAIR;
    line.cut();
    await expect.poll(lease, {timeout: 10_000}).toBe('held');
    expect([...ana.store.getState().shift.deliveries.values()]).toMatchObject([{key: 'k', state: 'sent'}]);
    expect(relay.counts()).toMatchObject({watched: 1, acting: 0});
    expect([...theirs.seen, ...own.seen]).toHaveLength(1);
    expect(ana.store.getState().log.findLast(({type}) => type === 'delivery.sent')).toMatchObject({
      by: 'relay',
      for: 'ana',
    });
  });
});
