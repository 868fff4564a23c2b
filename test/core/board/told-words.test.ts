import {expect, test} from 'vitest';
import {toldBrief, toldWords} from '../../../src/core/board/told-words.js';

const NOW = Date.parse('2026-11-20T14:37:00.000Z');
const at = (iso: string) => ({toldAt: Date.parse(iso)});

test('a source that only tells is said to have told then, not to answer', () => {
  expect(toldWords(at('2026-11-20T14:02:00.000Z'), NOW)).toBe('last told 14:02, 35m ago');
  expect(toldWords(at('2026-11-20T14:02:00.000Z'), NOW, 'Europe/Berlin')).toBe('last told 15:02, 35m ago');
  expect(toldWords(at('2026-11-18T14:37:00.000Z'), NOW)).toBe('last told 11-18 14:37, 2d ago');
  expect(toldBrief(at('2026-11-20T14:02:00.000Z'), NOW)).toBe('told 35m ago');
});

test('one that has told nothing is said to have told nothing', () => {
  expect(toldWords({toldAt: 0}, NOW)).toBe('has told nothing yet');
  expect(toldBrief({toldAt: 0}, NOW)).toBe('told nothing');
});

test('nothing of that is said of a source that is polled', () => {
  expect([toldWords({}, NOW), toldBrief({}, NOW)]).toEqual([undefined, undefined]);
});
