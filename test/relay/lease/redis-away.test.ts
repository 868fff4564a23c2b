import {expect, onTestFinished, test} from 'vitest';
import {isFact} from '../../../src/core/shift/fact.js';
import type {Backbone} from '../../../src/relay/backbone/backbone.js';
import {fakeTarget} from '../../support/fake-target.js';
import {FAIR, faultProxy} from '../../support/fault-proxy.js';
import {describeReal} from '../../support/real.js';
import {redisFor, relayOn} from '../backbone/redis/support.js';
import {eventually} from '../support/eventually.js';
import {metric} from '../support/metric.js';
import {relayThatGoesOn, writer} from './going-on.js';

/** The stream, and how often it could not say what it has of a journal. */
function watched(backbone: Backbone) {
  let refused = 0;
  const have: Backbone['have'] = async origin => {
    try {
      return await backbone.have(origin);
    } catch (error) {
      refused += 1;
      throw error;
    }
  };
  return {backbone: {...backbone, have}, refused: () => refused};
}

describeReal('a relay whose Redis goes away while it acts for a cockpit', ['redis-server'], () => {
  test('tells what it did when Redis is back, in order and to everybody, and gives a cockpit that lived its lease', {
    timeout: 60_000,
  }, async () => {
    const redis = await redisFor();
    const line = await faultProxy(redis.port);
    onTestFinished(() => line.close());
    const stream = watched(await relayOn({url: `redis://127.0.0.1:${line.port}`}, {random: () => 0}));
    const relay = await relayThatGoesOn(fakeTarget(), stream);
    const [ana, lee] = [
      await writer('ana', {port: relay.port, pager: fakeTarget()}),
      await writer('lee', {port: relay.port, pager: fakeTarget()}),
    ];
    const leaseOf = (one: typeof lee) => one.store.getState().team?.lease?.state;
    await expect.poll(() => [leaseOf(ana), leaseOf(lee)], {timeout: 10_000}).toEqual(['held', 'held']);
    await ana.stop();
    await expect.poll(() => relay.counts()?.acting, {timeout: 15_000}).toBe(1);

    line.weather = {kind: 'refuse'};
    line.cut();
    await expect.poll(() => relay.counts()?.acting, {timeout: 10_000}).toBe(0);
    await expect.poll(() => leaseOf(lee), {timeout: 10_000}).toBe('quiet');
    expect(relay.counts()?.unheard).toBeGreaterThan(0);
    // What waits is asked for again, in vain.
    await expect.poll(stream.refused, {timeout: 10_000}).toBeGreaterThan(0);

    line.weather = FAIR;
    await expect.poll(() => relay.counts()?.unheard, {timeout: 20_000}).toBe(0);
    const told = () =>
      lee.store
        .getState()
        .log.filter(fact => fact.origin === 'j-relay')
        .map(({type}) => type);
    await eventually(() => told().slice(0, 2)).toEqual(['lease.taken', 'lease.returned']);
    await expect.poll(() => leaseOf(lee), {timeout: 20_000}).toBe('held');
    const taken = lee.store.getState().log.filter(fact => isFact(fact, 'lease.taken'));
    expect(taken.map(({of, operator}) => ({of, operator}))).not.toContainEqual({of: 'j-lee', operator: 'lee'});
    expect(await metric(`http://127.0.0.1:${relay.port}`, 'watchkeeper_relay_unheard_facts')).toBe(0);
  });
});
