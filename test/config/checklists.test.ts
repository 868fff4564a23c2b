import {expect, test} from 'vitest';
import {checklistsOf} from '../../src/config/checklists.js';
import {DEFAULT_CHECKLISTS} from '../../src/core/checklist/checklist.js';

test('a list of the file takes the place of the built-in one; the others stay', () => {
  const given = {start: ['Charge the phone', {text: 'The bastion lets me in', check: ['ssh', 'bastion', 'true']}]};
  expect(checklistsOf({checklists: given}).checklists).toEqual({
    ...DEFAULT_CHECKLISTS,
    start: [{text: 'Charge the phone'}, {text: 'The bastion lets me in', check: ['ssh', 'bastion', 'true']}],
  });
  expect(checklistsOf({})).toEqual({});
});
