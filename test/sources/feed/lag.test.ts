import {expect, test} from 'vitest';
import type {FeedMessage} from '../../../src/core/feed/message.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {AT, following, hello, sayingRelay} from './support.js';

test('a screen is not drawn for a lag that nobody can tell from the last one', async () => {
  const relay = await sayingRelay();
  let now = Date.parse(AT);
  const heard = following(relay.url, {clock: {...systemClock, now: () => now}});
  await expect.poll(() => relay.connections.length).toBe(1);
  let seq = 0;
  const tellsLate = async (ms: number) => {
    seq += 1;
    now = Date.parse(AT) + seq * 1_000;
    const at = new Date(now - ms).toISOString();
    const fact = {v: 1, seq, origin: 'j-lee', at, by: 'lee', type: 'note.added', text: 'one'};
    const message: FeedMessage = {type: 'fact', id: `e:${seq}`, at, fact};
    relay.connections[0]?.says(message);
    await expect.poll(() => heard.reached.at(-1)).toBe(`e:${seq}`);
  };
  relay.connections[0]?.says(hello());
  await expect.poll(() => heard.health.at(-1)?.state).toBe('up');
  for (const late of [2, 38, 0]) await tellsLate(late);
  expect(heard.health.filter(({state}) => state === 'up')).toHaveLength(1);
  await tellsLate(400);
  expect(heard.health.at(-1)?.lag).toBe(400);
});
