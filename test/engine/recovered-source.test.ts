import {expect, test} from 'vitest';
import {SourceError} from '../../src/core/ports.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {fakeSource} from '../support/fake-source.js';
import {anAlert, keyOf, NIGHT, someSettings, upHealth} from '../support/given.js';
import {memoryJournal} from '../support/memory-journal.js';

/** Lets everything that waits on resolved promises go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

test('an ack that failed while its source was away is tried as soon as that answers again', async () => {
  const clock = virtualClock(NIGHT);
  const source = fakeSource('eu', clock.now);
  const parts = {
    journal: memoryJournal(),
    clock,
    ids: (prefix: string) => `${prefix}test0001`,
    settings: someSettings(),
  };
  const engine = await createEngine({...parts, sources: [source]});
  source.shows([anAlert()]);
  await settled();
  source.failures.push(...Array.from({length: 60}, () => new SourceError('unreachable', 'down', {hint: ''})));
  await engine.dispatch({type: 'ack', alerts: [keyOf(anAlert())]});
  source.sends({health: upHealth({state: 'down'})});
  for (let turn = 0; turn < 45; turn += 1) {
    await clock.advance(1000);
    await settled();
  }
  source.failures.length = 0;
  const before = source.drafts.length;
  source.sends({});
  await settled();
  expect(source.drafts.length).toBe(before + 1);
  await engine.stop();
});
