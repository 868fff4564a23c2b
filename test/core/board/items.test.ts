import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {BoardItem} from '../../../src/core/board/board.js';
import {itemsAhead, itemsAt, shownKeys} from '../../../src/core/board/items.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {anAlert, aSilence, aWatch, NIGHT} from '../../support/given.js';

const MINUTE = 60_000;

function boardItems(state: WatchState, now: number): readonly (BoardItem | undefined)[] {
  return shownKeys(state).map(itemsAt(state, now));
}

const silences = [
  aSilence({id: 'ack', comment: 'ACK! looking'}),
  aSilence({id: 'deploy', endsAt: NIGHT + 12 * MINUTE}),
  aSilence({id: 'over', state: 'expired', startsAt: NIGHT - 60 * MINUTE, endsAt: NIGHT - 5 * MINUTE, ...matching('A')}),
  aSilence({
    id: 'long',
    state: 'expired',
    startsAt: NIGHT - 90 * MINUTE,
    endsAt: NIGHT - 30 * MINUTE,
    ...matching('B'),
  }),
];

function matching(value: string) {
  return {matchers: [{name: 'alertname', value, isRegex: false, isEqual: true}]};
}

const anyAlert = fc
  .record({
    name: fc.constantFrom('A', 'B', 'Watchdog'),
    severity: fc.constantFrom('critical', 'warning', 'odd'),
    host: fc.constantFrom('h1', 'h2', 'h3', 'h4', 'h5'),
    age: fc.integer({min: 0, max: 100}),
    held: fc.constantFrom(
      {},
      {silencedBy: ['ack']},
      {silencedBy: ['deploy', 'ack']},
      {inhibitedBy: ['i']},
      {mutedBy: ['m']},
    ),
  })
  .map(({name, severity, host, age, held}) =>
    anAlert({
      labels: {alertname: name, severity, host},
      startsAt: NIGHT - age * MINUTE,
      state: Object.keys(held).length === 0 ? 'active' : 'suppressed',
      ...held,
    }),
  );
const anyMoment = fc.tuple(
  fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]),
  fc.subarray(silences),
  fc.integer({min: 0, max: 200}),
);

test('items kept from the moment before are what they would be if they were made anew', () => {
  fc.assert(
    fc.property(
      fc.array(anyAlert, {minLength: 8, maxLength: 8}),
      fc.array(anyMoment, {maxLength: 4}),
      (pool, moments) => {
        for (const [chosen, shown, minutes] of moments) {
          const state = aWatch({alerts: chosen.flatMap(at => pool[at] ?? []), silences: shown});
          const now = NIGHT + minutes * MINUTE;
          expect(boardItems(state, now)).toEqual(boardItems(structuredClone(state), now));
        }
      },
    ),
  );
});

test('places found ahead, in steps, are those of the board, and are found once', () => {
  const alerts = Array.from({length: 1_200}, (_, at) =>
    anAlert({
      labels: {alertname: 'A', severity: 'critical', host: `h${at}`},
      fingerprint: at.toString(16).padStart(16, '0'),
    }),
  );
  const state = aWatch({alerts, silences});
  const ahead = itemsAhead();
  expect([...ahead(state, NIGHT)]).toHaveLength(2);
  expect([...ahead(state, NIGHT)]).toHaveLength(0);
  expect([...itemsAhead()(state, NIGHT)]).toHaveLength(0);
  const found = boardItems(state, NIGHT);
  const anew = boardItems(
    {...state, live: {...state.live, alerts: new Map([...state.live.alerts].map(([key, alert]) => [key, {...alert}]))}},
    NIGHT,
  );
  expect(found).toEqual(anew);
});
