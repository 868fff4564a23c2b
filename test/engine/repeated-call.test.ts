import {expect, test} from 'vitest';
import {createEngine} from '../../src/engine/create-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {aLevel, aPolicy} from '../support/escalating.js';
import {fakeSource} from '../support/fake-source.js';
import {type FakeTarget, type Fault, fakeTarget} from '../support/fake-target.js';
import {anAlert, groupsOf, keyOf, NIGHT, someSettings, upHealth} from '../support/given.js';
import {type MemoryJournal, memoryJournal} from '../support/memory-journal.js';

const disk = anAlert({startsAt: NIGHT});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 15; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

/** A process that calls level two and is then left as it is, as one is that was killed. */
async function calls({journal, target, at}: {journal: MemoryJournal; target: FakeTarget; at: number}) {
  const clock = virtualClock(at);
  const source = fakeSource('eu', clock.now);
  let made = 0;
  const ids = (prefix: string) => {
    made += 1;
    return `${prefix}${at}-${made}`;
  };
  const levels = [aLevel({name: 'one', people: ['ana'], to: []}), aLevel({name: 'two'})];
  const settings = someSettings({policies: [aPolicy({levels})]});
  const engine = await createEngine({
    journal,
    clock,
    ids,
    sources: [source],
    targets: [target],
    sends: 'new',
    settings,
  });
  source.sends({
    health: upHealth(),
    alerts: {changed: [disk], gone: []},
    groups: {changed: groupsOf([disk]), gone: []},
  });
  await settled();
  await engine.dispatch({type: 'escalate', alerts: [keyOf(disk)], level: 2});
  await settled();
  return engine;
}

test.each<[string, Fault]>([
  ['before it was sent', 'stuck'],
  ['after it was sent and before the answer', 'silent'],
])('a call that is killed %s and made again pages once', async (_, fault) => {
  const journal = memoryJournal();
  const target = fakeTarget();
  target.faults.push(fault);
  await calls({journal, target, at: NIGHT});
  const engine = await calls({journal, target, at: NIGHT + 5_000});
  expect(target.calls.map(({request}) => request.key)).toHaveLength(2);
  expect(target.seen).toHaveLength(1);
  const deliveries = [...engine.store.getState().shift.deliveries.values()];
  expect(deliveries).toMatchObject([{state: 'sent'}]);
  await engine.stop();
});
