import {expect, test} from 'vitest';
import {createEngine} from '../../src/engine/create-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {fakeSource} from '../support/fake-source.js';
import {fakeTarget} from '../support/fake-target.js';
import {anAlert, groupsOf, keyOf, NIGHT, someSettings, upHealth} from '../support/given.js';
import {memoryJournal} from '../support/memory-journal.js';

async function settled(): Promise<void> {
  for (let turn = 0; turn < 15; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

test('an ack on the phone is known within ten seconds, its answer included, by whoever it is, and an escalation, too', async () => {
  const clock = virtualClock(NIGHT);
  const target = fakeTarget();
  const source = fakeSource('eu', clock.now);
  let made = 0;
  const ids = (prefix: string) => {
    made += 1;
    return `${prefix}${made}`;
  };
  const journal = memoryJournal();
  const engine = await createEngine({
    journal,
    clock,
    ids,
    sources: [source],
    targets: [target],
    settings: someSettings(),
  });
  const disk = anAlert({startsAt: NIGHT});
  source.sends({
    health: upHealth(),
    alerts: {changed: [disk], gone: []},
    groups: {changed: groupsOf([disk]), gone: []},
  });
  await settled();
  await engine.dispatch({type: 'escalate', alerts: [keyOf(disk)], targets: ['pager']});
  await settled();
  const [page] = target.seen;
  target.incidents = [
    {
      ref: {id: 'PT4'},
      thread: page?.thread ?? '',
      title: 'DiskFull',
      status: 'acknowledged',
      by: 'lee',
      on: NIGHT + 4_000,
      assigned: [],
    },
  ];
  clock.advance(8_000);
  await settled();
  expect(journal.facts.at(-1)).toMatchObject({
    type: 'pager.reported',
    by: 'lee',
    what: 'acknowledged',
    incident: 'PT4',
  });
  clock.advance(10_000);
  await settled();
  expect(journal.facts.filter(({type}) => type === 'pager.reported')).toHaveLength(1);
  target.incidents = target.incidents.map(one => ({...one, level: 1}));
  clock.advance(10_000);
  await settled();
  target.incidents = target.incidents.map(one => ({...one, level: 2}));
  clock.advance(10_000);
  await settled();
  clock.advance(10_000);
  await settled();
  expect(journal.facts.filter(({type}) => type === 'pager.reported')).toHaveLength(2);
  expect(journal.facts.at(-1)).toMatchObject({type: 'pager.reported', by: 'pager', what: 'escalated'});
  await engine.stop();
});
