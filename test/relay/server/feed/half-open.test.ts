import {expect, onTestFinished, test} from 'vitest';
import {following} from '../../../sources/feed/support.js';
import {FAIR, faultProxy} from '../../../support/fault-proxy.js';
import {aFact} from '../../support/a-fact.js';
import {aRelay} from '../../support/a-relay.js';
import {eventually} from '../../support/eventually.js';

const numbers = (from: number, to: number) => Array.from({length: to - from + 1}, (_, index) => from + index);

test('a line over which nothing comes any more is given up by both ends, and nothing of it is missing or twice', async () => {
  const {port, backbone, logged} = await aRelay({limits: {heartbeat: 400}});
  const proxy = await faultProxy(port);
  onTestFinished(() => proxy.close());
  const cockpit = following(`ws://127.0.0.1:${proxy.port}`);
  const put = (from: number, to: number) =>
    backbone.put(numbers(from, to).map(seq => ({kind: 'fact' as const, fact: aFact(seq, {origin: 'j-lee'})})));
  const heard = () => cockpit.facts.map(({seq}) => seq);
  await eventually(() => cockpit.joined).toHaveLength(1);
  put(1, 3);
  await eventually(heard).toEqual(numbers(1, 3));
  proxy.weather = {kind: 'half-open'};
  put(4, 6);
  await eventually(() => logged).toEqual(['Feed client c-1 was cut: heartbeat.']);
  await eventually(() => cockpit.health.at(-1)?.trouble?.message).toContain('has been silent for 2 s');
  proxy.weather = FAIR;
  put(7, 9);
  // One that tried meanwhile may hang in the same way.
  proxy.cut();
  await eventually(heard).toEqual(numbers(1, 9));
  expect(cockpit.health.at(-1)?.state).toBe('up');
});
