import {expect, test} from 'vitest';
import type {Fact} from '../../../src/core/shift/fact.js';
import {inTime} from '../../../src/core/shift/in-time.js';
import type {Told} from '../../support/a-recorded-watch.js';
import {journalOf} from '../../support/journals.js';

const noted = (minute: number, text: string): Told => [minute, {type: 'note.added', note: text, text}];
const textsOf = (facts: readonly Fact[]) => facts.map(fact => (fact as Fact & {readonly text: string}).text);

test('what another account brought late stands where it was recorded, and equal times have one order for all', () => {
  const anas = journalOf('ana', noted(1, 'a1'), noted(5, 'a5'));
  const lees = journalOf('lee', noted(0, 'l0'), noted(1, 'l1'), noted(6, 'l6'));
  expect(textsOf(inTime([...anas, ...lees]))).toEqual(['l0', 'a1', 'l1', 'a5', 'l6']);
  expect(inTime([...lees, ...anas])).toEqual(inTime([...anas, ...lees]));
});

test('the facts of one journal stay in its order, also where its clock was set back', () => {
  const anas = journalOf('ana', noted(9, 'first'), noted(2, 'second'));
  expect(inTime(anas)).toBe(anas);
  const lees = journalOf('lee', noted(5, 'lee'));
  expect(textsOf(inTime([...anas, ...lees]))).toEqual(['lee', 'first', 'second']);
});

test('what is in order is given back as it is', () => {
  const facts = [...journalOf('ana', noted(1, 'a')), ...journalOf('lee', noted(2, 'l'))];
  expect(inTime(facts)).toBe(facts);
});
