import {expect, test} from 'vitest';
import {shiftsIn} from '../../../src/core/handoff/shifts.js';
import {recordedWatch} from '../../../src/core/replay/recorded-watch.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {factsAt, WATCH_FACTS} from '../../support/a-recorded-watch.js';
import {NIGHT} from '../../support/given.js';
import {journalOf} from '../../support/journals.js';

const MINUTE = 60_000;

function cut(facts: readonly Fact[], index = 0) {
  const shift = shiftsIn(facts)[index];
  if (shift === undefined) throw new Error('no shift');
  return recordedWatch(facts, shift);
}

test('a watch goes from the fact that begins it to the one that ends it', () => {
  const watch = cut(WATCH_FACTS);
  expect(watch.before).toHaveLength(2);
  expect(watch.during.at(0)?.type).toBe('shift.started');
  expect(watch.during.at(-1)?.type).toBe('shift.ended');
  expect([watch.from, watch.until]).toEqual([NIGHT, NIGHT + 60 * MINUTE]);
});

test('one that nobody ended goes up to the next one, and the last up to where the facts end', () => {
  const facts = factsAt(
    [0, {type: 'shift.started', shift: 'a', operator: 'ana'}],
    [10, {type: 'note.added', note: 'n', text: 'in a'}],
    [30, {type: 'shift.started', shift: 'b', operator: 'lee'}],
    [40, {type: 'note.added', note: 'm', text: 'in b'}],
  );
  expect(cut(facts, 0).during.map(({type}) => type)).toEqual(['shift.started', 'note.added']);
  expect(cut(facts, 1).until).toBe(NIGHT + 40 * MINUTE);
});

test('its time never goes back, also where the clock of the machine was set back', () => {
  const facts = factsAt(
    [0, {type: 'shift.started', shift: 'a', operator: 'ana'}],
    [20, {type: 'note.added', note: 'n', text: 'one'}],
    [5, {type: 'note.added', note: 'm', text: 'two'}],
    [30, {type: 'shift.ended', shift: 'a'}],
  );
  expect(cut(facts).times.map(time => (time - NIGHT) / MINUTE)).toEqual([0, 20, 20, 30]);
});

test('of a watch that another account brought here, nothing that was later counts as before it', () => {
  const noted = (minute: number, text: string) => [minute, {type: 'note.added', note: text, text}] as const;
  const anas = journalOf('ana', noted(-5, 'before'), noted(40, 'meanwhile'), noted(70, 'after'));
  const lees = journalOf('lee', [0, {type: 'shift.started', shift: 'a', operator: 'lee'}], noted(50, 'by lee'), [
    60,
    {type: 'shift.ended', shift: 'a'},
  ]);
  const watch = cut([...anas, ...lees]);
  const textsOf = (facts: readonly Fact[]) => facts.flatMap(fact => ('text' in fact ? [fact.text] : []));
  expect(textsOf(watch.before)).toEqual(['before']);
  expect(textsOf(watch.during)).toEqual(['meanwhile', 'by lee']);
});
