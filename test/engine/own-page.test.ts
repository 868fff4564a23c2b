import {expect, onTestFinished, test} from 'vitest';
import type {PageText} from '../../src/core/escalation/write-page.js';
import {initialShift} from '../../src/core/shift/fold.js';
import {attachEngine} from '../../src/engine/attached-engine.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {initialState} from '../../src/engine/initial-state.js';
import {stateMessage} from '../../src/engine/wire-format.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {countingIds} from '../support/counting-ids.js';
import {fakeSource} from '../support/fake-source.js';
import {fakeTarget} from '../support/fake-target.js';
import {anAlert, keyOf, NIGHT, someSettings} from '../support/given.js';
import {memoryJournal} from '../support/memory-journal.js';

const OWN: PageText = {title: 'CALL', text: 'come'};

test('a page goes out in the operator’s own words', async () => {
  const clock = virtualClock(NIGHT);
  const source = fakeSource('eu', clock.now);
  const pager = fakeTarget();
  const engine = await createEngine({
    journal: memoryJournal({origin: 'j-ana'}),
    clock,
    ids: countingIds(),
    sources: [source],
    settings: someSettings(),
    targets: [pager],
    writePage: () => OWN,
  });
  onTestFinished(() => engine.stop());
  source.shows([anAlert()]);
  await expect.poll(() => engine.store.getState().shift.firing.size).toBe(1);
  await engine.dispatch({type: 'escalate', alerts: [keyOf(anAlert())], targets: ['pager']});
  await expect.poll(() => pager.seen.map(({message: {title, text}}) => ({title, text}))).toEqual([OWN]);
});

test('a cockpit that is attached shows a page as its own template has it', async () => {
  const state = initialState({
    settings: someSettings(),
    shift: initialShift('here'),
    log: [],
    sources: [],
    now: NIGHT,
    role: 'writer',
  });
  const engine = await attachEngine({
    clock: virtualClock(NIGHT),
    operator: 'lee',
    writePage: () => OWN,
    gone: () => undefined,
    link: {
      ask: async () => ({ok: true, facts: []}),
      watch: async onMessage => {
        onMessage(stateMessage(state, NIGHT));
        return {close: () => undefined};
      },
      look: () => undefined,
      wake: () => undefined,
    },
  });
  expect(engine.store.getState().writePage).toBeDefined();
});
