import {expect, test} from 'vitest';
import type {NewFact} from '../../../src/core/shift/decision.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import {
  EARLIER_LIMIT,
  heldFacts,
  LOG_LIMIT,
  leftOut,
  readBack,
  slidOn,
  unheldSince,
  windowOver,
} from '../../../src/core/shift/log-window.js';
import {NIGHT, recorded} from '../../support/given.js';

const note = (text: string): NewFact => ({type: 'note.added', note: text, text});
const probe = {source: 'eu', fingerprint: 'probe', startsAt: NIGHT};

function fired(fingerprint: string): NewFact {
  const labels = {alertname: fingerprint};
  return {
    type: 'alert.fired',
    source: 'eu',
    fingerprint,
    startsAt: NIGHT,
    labels,
    state: 'active',
    severity: 'P1',
    on: NIGHT,
  };
}

const declared: NewFact = {
  type: 'incident.declared',
  incident: 'INC-1',
  title: 'pay down',
  severity: 'P2',
  detected: 'alert',
  alerts: [{...probe, title: 'Probe'}],
  startedAt: NIGHT,
} as NewFact;

const storm = (count: number): readonly NewFact[] => Array.from({length: count}, (_, index) => fired(`storm${index}`));

function held(bodies: readonly NewFact[]) {
  const facts = recorded(bodies);
  const shift = fold(initialShift('here'), facts);
  const window = windowOver(facts, shift);
  return {facts, shift, window, state: {...window, shift}};
}

const toldIn = (facts: readonly Fact[]) => facts.filter(({type}) => type !== 'alert.fired').map(({type}) => type);

test('what people did before a storm is still held after it, and the newest facts have no gap', () => {
  const {state, window} = held([note('needle'), declared, ...storm(3 * LOG_LIMIT)]);
  expect(toldIn(heldFacts(state))).toEqual(['note.added', 'incident.declared']);
  expect(window.log.map(({seq}) => seq)).toEqual(Array.from({length: LOG_LIMIT}, (_, at) => 2 * LOG_LIMIT + 3 + at));
  expect(leftOut(state)).toBe(2 * LOG_LIMIT);
});

test('the alerts of an open incident stay in its timeline through a storm', () => {
  const {window} = held([fired('probe'), declared, ...storm(2 * LOG_LIMIT)]);
  expect(window.earlier.map(({type}) => type)).toEqual(['alert.fired', 'incident.declared']);
});

test('facts that come one after the other and all at once are held alike', () => {
  const {facts, shift, window} = held([note('a'), declared, ...storm(LOG_LIMIT), note('b'), ...storm(LOG_LIMIT)]);
  let slow: ReturnType<typeof windowOver> = {earlier: [], log: []};
  for (let at = 0; at < facts.length; at += 7) slow = slidOn(slow, facts.slice(at, at + 7), shift);
  expect(slow).toEqual(window);
});

test('what is held is bounded however much people do', () => {
  const {window} = held(Array.from({length: 2 * EARLIER_LIMIT + LOG_LIMIT}, (_, index) => note(String(index))));
  expect(window.earlier).toHaveLength(EARLIER_LIMIT);
  expect(window.log).toHaveLength(LOG_LIMIT);
});

test('nothing is left out of a short log', () => {
  expect(leftOut(held([note('a'), fired('probe')]).state)).toBe(0);
});

test('what an open incident has from before the newest snapshot is read once more, and none of it twice', () => {
  const {facts, shift} = held([note('a'), declared, note('b'), note('c')]);
  const tail = windowOver(facts.slice(2), shift);
  expect(unheldSince({...tail, shift})).toBe(NIGHT);
  const whole = readBack(tail, facts, shift);
  expect(heldFacts(whole)).toEqual(facts);
  expect(unheldSince({...whole, shift})).toBeUndefined();
});
