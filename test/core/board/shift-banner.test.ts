import {expect, test} from 'vitest';
import {shiftBanners} from '../../../src/core/board/shift-banner.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {aWatch, NIGHT, recorded} from '../../support/given.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ENDS = NIGHT + HOUR;
const begun: NewFact = {
  type: 'shift.started',
  shift: 's1',
  operator: 'ana',
  endsAt: ENDS,
  schedule: 'primary',
  turn: NIGHT - HOUR,
  on: NIGHT - HOUR,
};
const written: NewFact = {type: 'handoff.written', sha256: 'x', shift: 's1'};
const ended: NewFact = {type: 'shift.ended', shift: 's1', on: ENDS + 2 * HOUR, because: 'schedule'};
const ticked: NewFact = {type: 'checklist.ticked', list: 'start', item: 'Alerts arrive'};

function said(told: readonly (readonly [NewFact, number])[], now: number): readonly string[] {
  const facts = told
    .flatMap(([fact, at]) => recorded([fact], at))
    .map((fact, index): Fact => ({...fact, seq: index + 1}));
  return shiftBanners(aWatch({facts, settings: {turns: {grace: 2 * HOUR}}}), now).map(
    ({text, hint}) => `${text} | ${hint}`,
  );
}

test('a watch that began by itself says so, and offers its list until that is begun or it is no news', () => {
  const news = 'The watch of ana began at 02:00, by the schedule primary | :shift has the list for its start.';
  expect(said([[begun, NIGHT]], NIGHT + MINUTE)).toEqual([news]);
  expect(said([[begun, NIGHT]], NIGHT + 20 * MINUTE)).toEqual([]);
  expect(
    said(
      [
        [begun, NIGHT],
        [ticked, NIGHT],
      ],
      NIGHT + MINUTE,
    ),
  ).toEqual([]);
});

test('a watch that is over by its schedule does not vanish: its handoff is owed until it is written', () => {
  expect(said([[begun, NIGHT]], ENDS - 10 * MINUTE)).toEqual([
    'The watch of ana ends in 10m | h writes the handoff, :shift ends it.',
  ]);
  expect(said([[begun, NIGHT]], ENDS + 10 * MINUTE)).toEqual([
    'The watch of ana was to end 10m ago, its handoff is owed; it ends by itself in 1h | h writes the handoff, :shift ends it.',
  ]);
  expect(
    said(
      [
        [begun, NIGHT],
        [written, ENDS],
      ],
      ENDS + MINUTE,
    ),
  ).toEqual(['The watch of ana was to end 1m ago; it ends by itself in 4m | :shift ends it.']);
  const over = [
    [begun, NIGHT],
    [ended, ENDS + 2 * HOUR],
  ] as const;
  expect(said(over, ENDS + 3 * HOUR)).toEqual([
    'The handoff of ana is owed: the watch ended, 1h ago by its schedule | h writes it.',
  ]);
  expect(said([...over, [written, ENDS + 3 * HOUR]], ENDS + 3 * HOUR)).toEqual([]);
  expect(said(over, ENDS + 20 * HOUR)).toEqual([]);
});
