import {expect, test} from 'vitest';
import {FACT_VERSIONS} from '../../src/core/shift/fact.js';
import {isNewer, RAISERS, raise, VERSIONS} from '../../src/journal/raise.js';
import {note} from './support/journals.js';

const versions = {
  today: {'note.added': 3},
  raisers: {'note.added': [(old: object) => ({...old, first: true}), (old: object) => ({...old, second: true})]},
};

test('every type that has changed can be raised from each of its older versions', () => {
  for (const [type, version] of Object.entries(FACT_VERSIONS)) expect(RAISERS[type], type).toHaveLength(version - 1);
});

test('a fact is raised only by the steps it lacks', () => {
  expect(raise(note(1), versions)).toEqual({...note(1), v: 3, first: true, second: true});
  expect(raise({...note(1), v: 2}, versions)).toEqual({...note(1), v: 3, second: true});
  const current = {...note(1), v: 3};
  expect(raise(current, versions)).toBe(current);
});

test('only a known type can be newer than this program', () => {
  expect(isNewer({...note(1), v: 2}, VERSIONS)).toBe(true);
  expect(isNewer(note(1), VERSIONS)).toBe(false);
  expect(isNewer({...note(1), type: 'later.invented', v: 7}, VERSIONS)).toBe(false);
});
