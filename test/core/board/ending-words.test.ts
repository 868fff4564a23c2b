import {expect, test} from 'vitest';
import {endingWords as wordsOf} from '../../../src/core/board/ending-words.js';
import type {SourcePowers} from '../../../src/core/live/update.js';

const endingWords = (powers?: SourcePowers) => wordsOf({lastGood: 1, ...(powers === undefined ? {} : {powers})});
const powers = {silence: false, resolve: false, history: false};

test('a row says how its alert ends, where no poll sees that', () => {
  expect(endingWords(powers)).toBe('ends by R alone');
  expect(endingWords({...powers, resolveAfter: 30 * 60_000})).toBe('ends 30m after its last sign, or by R');
  expect(endingWords({...powers, resolve: true})).toBe('ends when its sender says so');
  expect(endingWords({...powers, resolve: true, resolveAfter: 3_600_000})).toBe(
    'ends when its sender says so, or 1h after its last sign',
  );
});

test('a row of an Alertmanager says nothing of that', () => {
  expect(endingWords()).toBeUndefined();
  expect(endingWords({...powers, silence: true})).toBeUndefined();
});

test('a row that only the log knows says nothing of that: the relay has not said how its alerts end', () => {
  expect(wordsOf({powers})).toBeUndefined();
});
