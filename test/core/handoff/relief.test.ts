import {expect, test} from 'vitest';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import {reliefsOf} from '../../../src/core/handoff/relief.js';
import {shiftsIn} from '../../../src/core/handoff/shifts.js';
import {NIGHT, story, types} from '../../support/given.js';

const MINUTE = 60_000;

/** Ana has the watch, and lee has taken it over at NIGHT. */
function takenOver() {
  const told = story();
  told.when({type: 'start-shift', operator: 'ana'}, NIGHT - 60 * MINUTE);
  const shift = told.state().shift.shift?.id ?? '';
  told.when({type: 'accept-handoff', from: 'ana', shift, items: []}, NIGHT, 'lee');
  const page = (now: number) =>
    handoffMarkdown(handoffDocument(told.state(), told.state().log, {from: NIGHT - 60 * MINUTE, to: now, now, shift}));
  return {...told, shift, page};
}

test('whoever has taken the running watch over begins theirs, and that one ends with it: nobody is off in between', () => {
  const {when, state, shift} = takenOver();
  expect(reliefsOf(state().shift)).toEqual([{by: 'lee', at: NIGHT}]);
  const begun = when({type: 'start-shift', operator: 'lee'}, NIGHT + 15 * MINUTE, 'lee');
  expect(begun).toMatchObject([
    {type: 'shift.ended', shift},
    {type: 'shift.started', operator: 'lee'},
  ]);
  expect(shiftsIn(state().log)).toMatchObject([
    {operator: 'ana', endedAt: NIGHT + 15 * MINUTE},
    {operator: 'lee', startedAt: NIGHT + 15 * MINUTE},
  ]);
  expect(state().shift.shift?.operator).toBe('lee');
  expect(reliefsOf(state().shift)).toEqual([]);
});

test('the time that two were on is told in the handoff', () => {
  const {when, page, shift, state} = takenOver();
  expect(page(NIGHT + MINUTE)).toContain('- **Incoming**: lee, 03:00Z; both are on\n');
  when({type: 'start-shift', operator: 'lee'}, NIGHT + 15 * MINUTE, 'lee');
  const span = {from: NIGHT - 60 * MINUTE, to: NIGHT + 15 * MINUTE, now: NIGHT + 20 * MINUTE, shift};
  expect(handoffMarkdown(handoffDocument(state(), state().log, span))).toContain(
    '- **Incoming**: lee, 03:00Z; both were on until 03:15Z (15m)\n',
  );
});

test('a watch that others have is begun over nobody who has not been relieved', () => {
  const {when} = takenOver();
  expect(types(when({type: 'start-shift', operator: 'mo'}, NIGHT, 'mo'))).toEqual(['refused: refused']);
  expect(types(when({type: 'start-shift', operator: 'ana'}, NIGHT, 'ana'))).toEqual(['refused: refused']);
});

test('a turn of a schedule that began before the one before was off counts from then on', () => {
  const {when, state} = takenOver();
  const turn = {schedule: 'week', turn: NIGHT - 30 * MINUTE, endsAt: NIGHT + 480 * MINUTE};
  when({type: 'start-shift', operator: 'lee', ...turn}, NIGHT + 15 * MINUTE, 'lee');
  expect(state().shift.shift).toMatchObject({operator: 'lee', startedAt: NIGHT + 15 * MINUTE});
  expect(state().shift.ended).toMatchObject([{operator: 'ana', endedAt: NIGHT + 15 * MINUTE}]);
});
