import {expect, onTestFinished, test} from 'vitest';
import type {ToldGroup} from '../../../src/core/feed/told-groups.js';
import {isFact} from '../../../src/core/shift/fact.js';
import {createEngine} from '../../../src/engine/create-engine.js';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {countingIds} from '../../support/counting-ids.js';
import {fakeRelay} from '../../support/fake-relay.js';
import {fakeSource} from '../../support/fake-source.js';
import {fakeTarget} from '../../support/fake-target.js';
import {anAlert, keyOf, NIGHT, someSettings} from '../../support/given.js';
import {memoryJournal} from '../../support/memory-journal.js';

const disk = anAlert();
const group: ToldGroup = {source: 'eu', fingerprint: disk.fingerprint, receiver: 'team', thread: 'told'};

async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

test('the group that the feed tells an alert in is what its ack and its end act on, and is forgotten with it', async () => {
  const relay = fakeRelay();
  const clock = virtualClock(NIGHT);
  const journal = memoryJournal({origin: 'j-ana'});
  const source = fakeSource('eu', clock.now);
  const pager = fakeTarget();
  const engine = await createEngine({
    journal,
    clock,
    ids: countingIds(),
    sources: [source],
    settings: someSettings(),
    feed: relay.feed(),
    targets: [pager],
  });
  onTestFinished(() => engine.stop());
  const past = async (ms: number) => {
    await settled();
    clock.advance(ms);
    await settled();
  };
  const did = () => pager.calls.map(({request: {verb, thread}}) => `${verb} ${thread}`);

  relay.groups([group]);
  source.shows([disk]);
  await settled();
  await engine.dispatch({type: 'ack', alerts: [keyOf(disk)]});
  await past(1_000);
  expect(did()).toEqual(['ack told']);
  expect(journal.facts.flatMap(fact => (isFact(fact, 'delivery.requested') ? [fact.thread] : []))).toEqual(['told']);

  source.shows([]);
  await past(1_000);
  expect(did()).toEqual(['ack told', 'resolve told']);
  expect(engine.store.getState().toldGroups?.size).toBe(0);
});
