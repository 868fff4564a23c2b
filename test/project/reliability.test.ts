import {expect, test} from 'vitest';
import {casesOf, GROUPS, reliabilityTable} from '../../scripts/lib/reliability.mjs';
import {textFiles} from '../support/source-files.js';

const file = (name: string, ...statuses: readonly string[]) => ({
  name: `/somewhere/test/${name}`,
  status: statuses.includes('failed') || statuses.length === 0 ? 'failed' : 'passed',
  assertionResults: statuses.map((status, index) => ({status, fullName: `case ${index}`})),
});

test('each case counts for one group, a file that could not be loaded as one that failed, and other tests for none', () => {
  const testResults = [
    file('faults/kill.test.ts', 'passed', 'failed', 'pending'),
    file('attacks/tokens.test.ts'),
    file('ui/frames.test.ts', 'failed'),
  ];
  const lines = reliabilityTable(casesOf([{testResults}])).split('\n');
  expect(lines.map(line => line.replace(/^\| [^|]*/, ''))).toEqual([
    '| cases | held | failed | skipped |',
    '|---|--:|--:|--:|--:|',
    '| 3 | 1 | 1 | 1 |',
    '| 1 | 0 | 1 | 0 |',
    '| 4 | 1 | 2 | 1 |',
    '',
  ]);
});

test('every file of the suites of faults and attacks belongs to a group, and every name of a group to a file', () => {
  const files = textFiles('test', /\.test\.tsx?$/).map(({name}) => name);
  const suites = files.filter(name => /(^|\/)(faults|attacks)\/[^/]*$/.test(name) && !/journal/.test(name));
  const names = GROUPS.flatMap(group => group.files);
  expect(suites.filter(name => !names.some(one => one.test(name)))).toEqual([]);
  expect(names.filter(name => !files.some(one => name.test(one)))).toEqual([]);
});
