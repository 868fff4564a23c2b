import {expect, test} from 'vitest';
import type {FeedMessageOf} from '../../../src/core/feed/message.js';
import {readFeedMessage} from '../../../src/core/feed/read-message.js';
import {entryOf, prepare} from '../../../src/relay/backbone/prepare.js';
import {snapshotMessages} from '../../../src/relay/view/snapshot-messages.js';
import {EMPTY_VIEW, foldView} from '../../../src/relay/view/view.js';
import {alert, fact, upTo} from '../backbone/support/entries.js';

const NIGHT = Date.UTC(2026, 10, 2, 3);
const ID = 'e-1:42';
const LIMIT = 256 * 1024;

test('an empty view is one message, which is the last', () => {
  expect([...snapshotMessages(EMPTY_VIEW, ID, NIGHT)]).toEqual([
    {type: 'snapshot', id: ID, at: '2026-11-02T03:00:00.000Z', alerts: [], facts: [], last: true},
  ]);
});

test('an alert is told with when it was told last, as the protocol has it', () => {
  const [message, ...others] = [...snapshotMessages(viewOf([alert('a'), fact(1)]), ID, NIGHT + 5)];
  expect(others).toEqual([]);
  expect(message).toMatchObject({
    last: true,
    at: '2026-11-02T03:00:00.005Z',
    alerts: [{at: '2026-11-02T03:00:00.000Z', source: 'eu', labels: {alertname: 'a'}}],
    facts: [{origin: 'j-ana', seq: 1}],
  });
  const read = readFeedMessage(JSON.stringify(message));
  expect(read).toEqual({ok: true, message});
});

test('much is told in several messages that are not too large, nothing left out and nothing twice', () => {
  const list = [
    ...upTo(3000).map(one => alert(`a${one}`, 'firing', 'é'.repeat(100))),
    ...upTo(1500).map(one => fact(one)),
  ];
  const messages = [...snapshotMessages(viewOf(list), ID, NIGHT)];
  expect(messages.length).toBeGreaterThan(5);
  for (const message of messages) {
    const size = Buffer.byteLength(JSON.stringify(message));
    expect(size).toBeLessThan(LIMIT + 200);
    if (!message.last) expect(size).toBeGreaterThan(LIMIT / 2);
  }
  expect(messages.map(({last}) => last)).toEqual([...messages.slice(1).map(() => false), true]);
  expect(messages.flatMap(({alerts}) => alerts.map(({labels}) => labels.alertname))).toEqual(
    upTo(3000).map(one => `a${one}`),
  );
  expect(messages.flatMap(({facts}) => facts.map(({seq}) => seq))).toEqual(upTo(1500));
});

test('what alone is too large is a message of its own', () => {
  const large = 'x'.repeat(300_000);
  const messages = [...snapshotMessages(viewOf([alert('a'), alert('b', 'firing', large), alert('c')]), ID, NIGHT)];
  expect(messages.map(names)).toEqual([['a'], ['b'], ['c']]);
  expect(messages.at(-1)?.last).toBe(true);
});

test('messages are made as they are asked for', () => {
  const list = upTo(5000).map(one => alert(`a${one}`, 'firing', 'x'.repeat(200)));
  const messages = snapshotMessages(viewOf(list), ID, NIGHT);
  expect(messages.next().value).toMatchObject({last: false});
  expect(messages.return().done).toBe(true);
});

function viewOf(list: readonly Parameters<typeof prepare>[0][]) {
  const entries = list.map((entry, index) => entryOf(prepare(entry), index + 1, {epoch: 'e-1', at: NIGHT + index}));
  return foldView(EMPTY_VIEW, entries);
}

function names({alerts}: FeedMessageOf<'snapshot'>) {
  return alerts.map(({labels}) => labels.alertname);
}
