import {expect, test} from 'vitest';
import {nothingLive, observe} from '../../../src/core/live/observe.js';
import {NIGHT, someSettings, upHealth} from '../../support/given.js';

test('routes that come again stay the same object, for all that is derived from them', () => {
  const routes = (receiver: string) => ({
    root: {receiver, groupBy: ['alertname'], matchers: [], continue: false, routes: []},
    receivers: {[receiver]: ['pagerduty']},
  });
  const seen = (live: typeof nothingLive, receiver?: string) => {
    const health = upHealth(receiver === undefined ? {} : {routing: routes(receiver)});
    return observe(live, {source: 'eu', at: NIGHT, health}, someSettings());
  };
  const routingOf = (live: typeof nothingLive) => live.sources.get('eu')?.routing;
  const first = seen(nothingLive, 'team');
  const again = seen(first, 'team');
  expect(routingOf(again)).toBe(routingOf(first));
  expect(routingOf(seen(again, 'other'))).toEqual(routes('other'));
  expect(routingOf(seen(again))).toBeUndefined();
});
