import {expect, test} from 'vitest';
import {actionOf} from '../../../src/core/alert/action.js';

test('the action is what the annotation says to do, on one line', () => {
  expect(actionOf({action: ' page the\ndba ', summary: 's'})).toBe('page the dba');
  expect(actionOf({Action: 'page the dba'})).toBe('page the dba');
});

test('there is none where the annotation is empty or a link', () => {
  expect(actionOf({summary: 's'})).toBeUndefined();
  expect(actionOf({action: '  '})).toBeUndefined();
  expect(actionOf({action: 'https://runbooks.example/pool'})).toBeUndefined();
});
