import {expect, test} from 'vitest';
import {draftOf} from '../../../src/core/handoff/draft.js';
import {shiftsIn} from '../../../src/core/handoff/shifts.js';
import {NIGHT, story} from '../../support/given.js';

const MINUTE = 60_000;
type Told = ReturnType<typeof story>;

const headOf = ({state}: Told, index: number, now: number) => {
  const {log} = state();
  return draftOf(state(), log, {now, shift: shiftsIn(log)[index]}).handoff;
};

test('whose watch was taken over is said once, by the first watch after it, also where the next one begins soon', () => {
  const told = story({alerts: []});
  told.when({type: 'accept-handoff', from: 'lee', shift: 's1', items: []}, NIGHT);
  told.when({type: 'start-shift', operator: 'ana'}, NIGHT + MINUTE);
  told.when({type: 'end-shift'}, NIGHT + 20 * MINUTE);
  told.when({type: 'start-shift', operator: 'ana'}, NIGHT + 30 * MINUTE);
  const [first, second] = [0, 1].map(index => headOf(told, index, NIGHT + 40 * MINUTE));
  expect(first?.takenOver).toMatchObject([{from: 'lee', isOfThis: false}]);
  expect(second?.takenOver).toEqual([]);
});

test('what is taken over between two watches is said by the second', () => {
  const told = story({alerts: []});
  told.when({type: 'start-shift', operator: 'ana'}, NIGHT);
  told.when({type: 'end-shift'}, NIGHT + 20 * MINUTE);
  told.when({type: 'accept-handoff', from: 'lee', shift: 's1', items: []}, NIGHT + 25 * MINUTE);
  told.when({type: 'start-shift', operator: 'ana'}, NIGHT + 30 * MINUTE);
  const [first, second] = [0, 1].map(index => headOf(told, index, NIGHT + 40 * MINUTE));
  expect(first?.takenOver).toEqual([]);
  expect(second?.takenOver).toMatchObject([{from: 'lee', isOfThis: false}]);
});

test('whoever only ended a watch of their own did nothing in the next one', () => {
  const told = story({alerts: []});
  told.when({type: 'start-shift', operator: 'ana'}, NIGHT);
  told.when({type: 'end-shift'}, NIGHT + 20 * MINUTE);
  const log = [...told.state().log];
  told.when({type: 'start-shift', operator: 'lee'}, NIGHT + 20 * MINUTE, 'lee');
  expect(log.at(-1)).toMatchObject({type: 'shift.ended', by: 'ana'});
  expect(headOf(told, 1, NIGHT + 30 * MINUTE).people).toEqual(['lee']);
  told.when({type: 'note', text: 'still here'}, NIGHT + 25 * MINUTE);
  expect(headOf(told, 1, NIGHT + 30 * MINUTE).people).toEqual(['lee', 'ana']);
});
