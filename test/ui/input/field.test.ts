import {describe, expect, test} from 'vitest';
import {editField, field} from '../../../src/ui/input/field.js';
import {keyNamed} from '../../support/fake-screen.js';

function after(text: string, ...keys: readonly string[]) {
  return keys.reduce((state, key) => editField(state, keyNamed(key)) ?? state, field(text));
}

describe('editing', () => {
  test('letters go in at the caret', () => {
    expect(after('ac', 'left', 'b')).toEqual({text: 'abc', cursor: 2});
  });

  test('a letter with its accents is one step and one deletion', () => {
    expect(after('e\u0301x', 'left', 'backspace')).toEqual({text: 'x', cursor: 0});
  });

  test('ctrl-w takes a word, ctrl-u what is before, ctrl-k what is behind', () => {
    expect(after('one two', 'ctrl-w')).toEqual({text: 'one ', cursor: 4});
    expect(after('one two', 'ctrl-left', 'ctrl-u')).toEqual({text: 'two', cursor: 0});
    expect(after('one two', 'home', 'ctrl-k')).toEqual({text: '', cursor: 0});
  });

  test('a paste of several lines becomes one', () => {
    expect(after('', 'one\ntwo')).toEqual({text: 'one two', cursor: 7});
  });

  test('keys that type nothing are not edits', () => {
    expect(editField(field('x'), keyNamed('enter'))).toBeUndefined();
    expect(editField(field('x'), keyNamed('ctrl-l'))).toBeUndefined();
  });
});
