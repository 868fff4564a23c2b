import {expect, test} from 'vitest';
import {sumTallies, tallyLine, tallyTests} from '../../scripts/lib/tally.mjs';

const EMPTY = {numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: []};

test('tests left for later count as skipped', () => {
  expect(tallyTests({...EMPTY, numPassedTests: 3, numPendingTests: 2, numTodoTests: 1})).toEqual({
    passed: 3,
    failed: 0,
    skipped: 3,
  });
});

test('a file that could not be loaded counts as one failure, a file with a failed test only by that test', () => {
  const testResults = [
    {status: 'failed', assertionResults: []},
    {status: 'failed', assertionResults: [{status: 'passed'}, {status: 'failed'}]},
    {status: 'passed', assertionResults: [{status: 'passed'}]},
  ];
  expect(tallyTests({...EMPTY, numPassedTests: 2, numFailedTests: 1, testResults}).failed).toBe(2);
});

test('a run is summed up in one line', () => {
  const sum = sumTallies([
    {passed: 1, failed: 0, skipped: 2},
    {passed: 3, failed: 1, skipped: 0},
  ]);
  expect(tallyLine(sum)).toBe('4 passed, 1 failed, 2 skipped');
});
