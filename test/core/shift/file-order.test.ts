import {expect, test} from 'vitest';
import {shiftsIn} from '../../../src/core/handoff/shifts.js';
import {factId} from '../../../src/core/shift/fact-id.js';
import {inTime} from '../../../src/core/shift/in-time.js';
import {journalOf} from '../../support/journals.js';

const ANAS = journalOf(
  'ana',
  [1, {type: 'shift.started', shift: 'one', operator: 'ana'}],
  [2, {type: 'note.added', note: 'n1', text: 'in the first'}],
  [3, {type: 'shift.ended', shift: 'one'}],
  [4, {type: 'shift.started', shift: 'two', operator: 'ana'}],
  [5, {type: 'shift.ended', shift: 'two'}],
);
const LEES = journalOf('lee', [2.5, {type: 'note.added', note: 'n2', text: 'by lee'}]);
/** The file of the second watch came first; it has the end of the first watch in it. */
const SECOND_FIRST = [...ANAS.slice(2), ...ANAS.slice(0, 2)];

test('a watch whose file came after that of the next one has its end', () => {
  expect(shiftsIn(SECOND_FIRST)).toEqual(shiftsIn(ANAS));
  expect(shiftsIn(SECOND_FIRST)).toMatchObject([{id: 'one', endedAt: expect.any(Number)}, {id: 'two'}]);
});

test('facts of two journals are in one order, in whatever order files brought them', () => {
  const wanted = [...ANAS.slice(0, 2), ...LEES, ...ANAS.slice(2)].map(factId);
  expect(inTime([...SECOND_FIRST, ...LEES]).map(factId)).toEqual(wanted);
  expect(inTime([...LEES, ...ANAS]).map(factId)).toEqual(wanted);
});
