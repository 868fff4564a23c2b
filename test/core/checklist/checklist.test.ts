import {describe, expect, test} from 'vitest';
import {listedItems} from '../../../src/core/checklist/lists.js';
import {isStillOpen, stateCheck} from '../../../src/core/checklist/state-checks.js';
import {sentence} from '../../../src/core/shift/sentence.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {anAlert, aWatch, keyOf, NIGHT, story, types, upHealth} from '../../support/given.js';

const DISK = anAlert({name: 'DiskFull'});

function done(told: ReturnType<typeof story>) {
  const state = told.state();
  return listedItems(state, state.settings)
    .filter(({tick}) => tick?.done === true)
    .map(({list, text}) => `${list}: ${text}`);
}

describe('the lists of a watch', () => {
  test('remember what was seen to, and that it was opened again', () => {
    const told = story();
    const item = 'The room knows who has the watch';
    told.when({type: 'tick-item', list: 'start', item, done: true});
    expect(done(told)).toEqual([`start: ${item}`]);
    expect(types(told.when({type: 'tick-item', list: 'start', item, done: true}))).toEqual([]);
    told.when({type: 'tick-item', list: 'start', item, done: false});
    expect(done(told)).toEqual([]);
    expect(told.state().log.map(fact => sentence(fact))).toEqual([
      `ana saw to (at its start): ${item}`,
      `ana opens again (at its start): ${item}`,
    ]);
  });

  test('tick an item off whose check ended well, and keep what was ticked by hand when it does not', () => {
    const told = story();
    const item = 'What happens is recorded';
    told.when({type: 'record-check', list: 'start', item, ok: true, said: 'It is.'});
    expect(done(told)).toEqual([`start: ${item}`]);
    told.when({type: 'record-check', list: 'end', item: 'No runbook is left half walked', ok: false, said: 'Open: x.'});
    expect(done(told)).toHaveLength(1);
  });

  test('begin anew with each watch, but for what was seen to before it', () => {
    const told = story();
    const [before = ''] = listedItems(told.state(), told.state().settings).map(({text}) => text);
    told.when({type: 'tick-item', list: 'before', item: before, done: true});
    told.when({type: 'tick-item', list: 'end', item: 'No runbook is left half walked', done: true});
    told.when({type: 'start-shift', operator: 'ana'});
    expect(done(told)).toEqual([`before: ${before}`]);
    told.when({type: 'end-shift'});
    expect(done(told)).toEqual([]);
  });

  test('outlive a restart', () => {
    const told = story();
    told.when({type: 'record-check', list: 'start', item: 'x', ok: true, said: 'fine'});
    const {shift} = told.state();
    expect(fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(shift, NIGHT))))?.ticks).toEqual(shift.ticks);
  });
});

describe('a look at the watch itself', () => {
  test('tells whether alerts arrive', () => {
    expect(stateCheck('sources', aWatch(), NIGHT).ok).toBe(true);
    const down = aWatch({health: upHealth({state: 'down'})});
    expect(stateCheck('sources', down, NIGHT)).toEqual({ok: false, said: 'eu does not answer.'});
  });

  test('tells whether somebody has every P1 and P2', () => {
    const told = story({alerts: [DISK]});
    told.when({type: 'reconcile', source: 'eu'});
    expect(stateCheck('owned', told.state(), NIGHT)).toEqual({
      ok: false,
      said: '1 alert of P1 and P2 that nobody has acked.',
    });
    told.when({type: 'ack', alerts: [keyOf(DISK)]});
    expect(stateCheck('owned', told.state(), NIGHT).ok).toBe(true);
  });

  test('tells whether the handoff of this watch was written', () => {
    const told = story();
    told.when({type: 'record-handoff', sha256: 'x', shift: 'another'});
    told.when({type: 'start-shift', operator: 'ana'});
    expect(stateCheck('handoff', told.state(), NIGHT).ok).toBe(false);
    const shift = told.state().shift.shift?.id ?? '';
    told.when({type: 'record-handoff', sha256: 'x', shift});
    expect(stateCheck('handoff', told.state(), NIGHT).ok).toBe(true);
  });

  test('is taken again as a watch is to end, whatever an earlier one came to', () => {
    const told = story();
    told.when({type: 'start-shift', operator: 'ana'});
    const item = 'The handoff is written or sent';
    const open = () =>
      listedItems(told.state(), told.state().settings)
        .filter(one => one.list === 'end' && isStillOpen(one, told.state(), NIGHT))
        .map(({text}) => text);
    told.when({type: 'record-check', list: 'end', item, ok: false, said: 'It is not.'});
    expect(open()).toContain(item);
    told.when({type: 'record-handoff', sha256: 'x', shift: told.state().shift.shift?.id ?? ''});
    expect(open()).not.toContain(item);
    const walked = 'Every P1 and P2 that fires has somebody';
    told.when({type: 'record-check', list: 'end', item: walked, ok: true, said: 'Nobody is missing.'});
    expect(open()).not.toContain(walked);
    told.shows({alerts: [DISK]});
    expect(open()).toContain(walked);
    told.when({type: 'tick-item', list: 'end', item: 'The room knows that the watch ends, and who comes', done: true});
    expect(open()).toEqual([
      walked,
      'What was noise is called noise, and what was learnt is noted',
      'What is planned for the next 24 hours is in the handoff',
    ]);
  });

  test('tells whether a watch was taken over, by whoever has it now', () => {
    const told = story();
    told.when({type: 'accept-handoff', from: 'kim', items: []}, NIGHT, 'lee');
    told.when({type: 'start-shift', operator: 'ana'});
    expect(stateCheck('accepted', told.state(), NIGHT).ok).toBe(false);
    told.when({type: 'accept-handoff', from: 'lee', items: []});
    expect(stateCheck('accepted', told.state(), NIGHT)).toEqual({ok: true, said: 'The watch of lee was taken over.'});
  });
});
