import {expect, test} from 'vitest';
import type {Fact} from '../../../src/core/shift/fact.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import {whyUnreadable} from '../../../src/core/shift/readable.js';
import {sentence} from '../../../src/core/shift/sentence.js';
import {NIGHT} from '../../support/given.js';

function reported(over: Readonly<Record<string, unknown>> = {}): Fact {
  return {
    v: 1,
    seq: 7,
    origin: 'relay-1',
    at: new Date(NIGHT).toISOString(),
    by: 'lee',
    type: 'pager.reported',
    target: 'pagerduty',
    what: 'acknowledged',
    incident: 'PT4KHLK',
    on: NIGHT - 2_000,
    ...over,
  } as Fact;
}

test('what was done to a pager incident elsewhere is said as one sentence', () => {
  expect(sentence(reported())).toBe('lee acknowledged incident PT4KHLK in pagerduty');
  expect(sentence(reported({what: 'unacknowledged'}))).toBe(
    'lee took back the acknowledgement of incident PT4KHLK in pagerduty',
  );
  expect(sentence(reported({what: 'triggered'}))).toBe('lee opened incident PT4KHLK in pagerduty');
});

test('it is readable with and without what a pager may leave out, and not with a deed nobody knows', () => {
  expect(whyUnreadable(reported())).toBeUndefined();
  expect(whyUnreadable(reported({key: 'k1', url: 'https://pager.example/incidents/PT4KHLK'}))).toBeUndefined();
  expect(whyUnreadable(reported({what: 'eaten'}))).toBe('malformed');
});

test('it tells the reader of the log and changes nothing else, but that it was heard of', () => {
  const before = initialShift('here');
  expect(fold(before, [reported()])).toEqual({...before, others: new Map([['relay-1', 7]])});
});
