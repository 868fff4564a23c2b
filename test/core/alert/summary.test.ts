import {expect, test} from 'vitest';
import {detailOf, summaryOf} from '../../../src/core/alert/summary.js';

test('the summary is the shortest that is said, the detail what is said beside it', () => {
  const annotations = {summary: 'pool\n50 of 50', description: 'The pool of payments-api is exhausted.'};
  expect(summaryOf(annotations)).toBe('pool 50 of 50');
  expect(detailOf(annotations)).toBe('The pool of payments-api is exhausted.');
});

test('nothing is said twice', () => {
  expect(detailOf({description: 'only this'})).toBe('');
  expect(detailOf({summary: 'same', description: ' same '})).toBe('');
  expect(detailOf({summary: 'short', message: 'longer'})).toBe('longer');
  expect(detailOf({summary: 'short'})).toBe('');
});
