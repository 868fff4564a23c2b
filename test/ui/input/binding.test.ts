import {expect, test} from 'vitest';
import {type Binding, resolve} from '../../../src/ui/input/binding.js';

const act = () => undefined;
const table = (what: string, disabled?: string): readonly Binding<object>[] => [
  {keys: ['a'], label: 'a', what, act, ...(disabled === undefined ? {} : {disabled: () => disabled})},
];

test('the nearer table wins', () => {
  expect(resolve('a', [table('view'), table('global')], {})).toMatchObject({kind: 'act', binding: {what: 'view'}});
});

test('a key that cannot act answers why, and does not fall through', () => {
  expect(resolve('a', [table('view', 'nothing is selected'), table('global')], {})).toMatchObject({
    kind: 'disabled',
    reason: 'nothing is selected',
  });
});

test('a key in no table is unbound', () => {
  expect(resolve('b', [table('view')], {})).toEqual({kind: 'unbound'});
});
