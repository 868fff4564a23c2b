import {expect, test} from 'vitest';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import type {Backbone, Entry} from '../../../src/relay/backbone/backbone.js';
import {openJournalBackbone} from '../../../src/relay/backbone/journal-backbone.js';
import {type FollowedView, followView} from '../../../src/relay/view/follow-view.js';
import {listAlerts} from '../../../src/relay/view/told-alerts.js';
import {memoryJournal} from '../../support/memory-journal.js';
import {alert, fact, upTo} from '../backbone/support/entries.js';

const clock = virtualClock(Date.UTC(2026, 10, 2, 3));

test('has what was told before and what comes', async () => {
  const backbone = await stream();
  await backbone.append([alert('a'), fact(1), alert('b'), alert('a', 'resolved')]);
  const followed = await followView(backbone);
  expect(told(followed)).toEqual({alerts: ['b'], facts: [1], head: 4});
  await backbone.append([alert('c'), fact(2), alert('b', 'resolved')]);
  expect(told(followed)).toEqual({alerts: ['c'], facts: [1, 2], head: 7});
  expect(followed.current().epoch).toBe('j-relay');
});

test('knows what fires since before the oldest entry that can be read', async () => {
  const backbone = await stream({count: 2, bytes: 1e9});
  await backbone.append([alert('a'), fact(1), fact(2), fact(3)]);
  expect(told(await followView(backbone))).toEqual({alerts: ['a'], facts: [2, 3], head: 4});
});

test('of many facts has the newest, in their order', async () => {
  const backbone = await stream();
  await backbone.append(upTo(5500).map(one => (one % 2 === 0 ? fact(one) : alert(`a${one}`))));
  const {view} = (await followView(backbone)).current();
  expect(view.facts).toHaveLength(2000);
  expect(view.facts.map(({seq}) => seq)).toEqual(upTo(2000).map(one => 1500 + 2 * one));
});

test('misses nothing that comes while the facts of before are read', async () => {
  const backbone = await stream();
  await backbone.append(upTo(2500).map(one => (one % 5 === 0 ? fact(one) : alert(`a${one}`))));
  const slow: Backbone = {
    ...backbone,
    async read(after, most) {
      const entries = await backbone.read(after, most);
      await backbone.append([fact(1, `j-${after}`), alert(`meanwhile ${after}`)]);
      return entries;
    },
  };
  const followed = await followView(slow);
  const {alerts, facts, head} = told(followed);
  expect(facts).toEqual([...upTo(500).map(one => 5 * one), 1, 1, 1]);
  expect(alerts.filter(name => name?.startsWith('meanwhile'))).toHaveLength(3);
  expect(head).toBe(backbone.position().head);
});

test('begins anew when the stream does, and takes nothing over from before', async () => {
  const backbone = await stream();
  await backbone.append([alert('a'), fact(1)]);
  const another = await stream();
  await another.append([fact(8), alert('b'), fact(9)]);
  const {replaced, replace} = replaceable(backbone);
  const followed = await followView(replaced);
  replace(another);
  await expect.poll(() => told(followed), {timeout: 10_000}).toEqual({alerts: ['b'], facts: [8, 9], head: 3});
});

test('hears nothing more once it has stopped', async () => {
  const backbone = await stream();
  const followed = await followView(backbone);
  followed.stop();
  await backbone.append([alert('a')]);
  expect(told(followed)).toEqual({alerts: [], facts: [], head: 0});
});

function stream(window?: {readonly count: number; readonly bytes: number}): Promise<Backbone> {
  const journal = memoryJournal({origin: 'j-relay'});
  return openJournalBackbone({journal, clock, ...(window === undefined ? {} : {window})});
}

/** A backbone that becomes another one, as a flushed Redis does. */
function replaceable(first: Backbone) {
  const listeners = new Set<(entries: readonly Entry[] | undefined) => void>();
  let now = first;
  const replaced: Backbone = {
    ...first,
    read: (after, most) => now.read(after, most),
    position: () => now.position(),
    firing: () => now.firing(),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const replace = (other: Backbone) => {
    now = other;
    for (const listener of listeners) listener(undefined);
  };
  return {replaced, replace};
}

function told(followed: FollowedView) {
  const {view, head} = followed.current();
  return {
    alerts: listAlerts(view.alerts).map(({alert: {labels}}) => labels.alertname),
    facts: view.facts.map(({seq}) => seq),
    head,
  };
}
