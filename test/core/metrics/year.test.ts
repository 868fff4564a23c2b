import {expect, test} from 'vitest';
import {metricsOf} from '../../../src/core/metrics/metrics.js';
import {isReadable} from '../../../src/core/shift/readable.js';
import {hhmm} from '../../../src/core/time/clock-text.js';
import {someSettings} from '../../support/given.js';
import {YEAR} from '../../support/year/tale.js';
import {aYear} from '../../support/year/year.js';
import {type NaiveFigures, naiveFigures} from './naive.js';

const ZONE = 'Europe/Berlin';
const MINUTE = 60_000;
const WORK = [{from: 9 * 60, to: 18 * 60}];
const CALENDAR = {zone: ZONE, hours: [[], WORK, WORK, WORK, WORK, WORK, []]};

function reckoned(facts: Parameters<typeof metricsOf>[0], span: {from: number; to: number}): NaiveFigures {
  const measures = metricsOf(facts, {
    ...span,
    settings: someSettings({calendar: CALENDAR}),
    hourOf: at => Number(hhmm(at, ZONE).slice(0, 2)),
  });
  return Object.fromEntries(
    measures.map(({id, severity, part, n, value}) => [[id, severity ?? part ?? ''].join(' ').trim(), {n, value}]),
  );
}

test('the figures of a year are those of an independent reckoning, whichever part of it is looked at', () => {
  const facts = aYear();
  expect(facts).toHaveLength(100_000);
  expect(facts.filter(fact => !isReadable(fact))).toEqual([]);
  expect(aYear({facts: 500})).toEqual(aYear({facts: 500}));
  const naive = naiveFigures(facts);
  const spring = {from: Date.UTC(2025, 2, 15, 7, 30), to: Date.UTC(2025, 4, 2, 21)};
  for (const span of [YEAR, spring, {from: YEAR.to - 30 * 24 * 60 * MINUTE, to: YEAR.to}]) {
    const expected = naive({...span, zone: ZONE, business: [9, 18]});
    const found = reckoned(facts, span);
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, {n, value}] of Object.entries(expected)) {
      expect({name, n: found[name]?.n}).toEqual({name, n});
      // Sums of thousands of times may differ in their last digit by the order in which they are added.
      if (value === undefined) expect({name, value: found[name]?.value}).toEqual({name, value});
      else expect(found[name]?.value, name).toBeCloseTo(value, 6);
    }
  }
});
