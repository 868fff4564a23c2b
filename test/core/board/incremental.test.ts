import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import type {Board, BoardView} from '../../../src/core/board/board.js';
import {boardIndex} from '../../../src/core/board/index-board.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {anAlert, aWatch, NIGHT} from '../../support/given.js';
import {anyStep, folded, type Moment, polled} from './support/any-step.js';

const MINUTE = 60_000;
const ALL: BoardView = {filter: '', group: 'route', expanded: new Set(), quietOpen: true};

/** Everything that a board says, as plain data. */
function told(board: Board) {
  const rows = (some: Board['rows']) =>
    some.map(({items, lead, ...row}) => ({
      ...row,
      lead: lead.key,
      items: items.map(item => ({...item, alert: item.key})),
    }));
  return {
    ...board,
    rows: rows(board.rows),
    shelves: Object.values(board.shelves).map(shelf => ({...shelf, rows: rows(shelf.rows)})),
    indexOf: [...board.indexOf],
    rowOf: [...board.rowOf].map(([key, row]) => `${key} ${row.key} ${row.items.length}`).sort(),
  };
}

describe('an index that follows what happens', () => {
  test('tells after any steps what one tells that sees the last state first', () => {
    fc.assert(
      fc.property(fc.array(anyStep, {minLength: 1, maxLength: 25}), steps => {
        const index = boardIndex();
        let moment: Moment = {state: aWatch(), view: ALL, now: NIGHT};
        for (const step of steps) {
          moment = step(moment);
          const {state, view, now} = moment;
          // A copy, so that nothing is remembered of its alerts.
          const anew = boardIndex().of(structuredClone(state), view, now);
          expect(told(index.of(state, view, now))).toEqual(told(anew));
        }
      }),
      {numRuns: 80},
    );
  });

  test('hears of the next poll that an ack holds nothing any more, while nothing can be recorded', () => {
    const index = boardIndex();
    const alert = anAlert({state: 'suppressed', silencedBy: ['mine']});
    const acked = folded({state: aWatch({alerts: [alert]}), view: ALL, now: NIGHT}, [
      requested(alert),
      {type: 'ack.placed', ack: 'k1', silence: 'mine', startsAt: NIGHT, endsAt: NIGHT + 15 * MINUTE, member: 'm'},
    ]);
    const kindAt = ({state, now}: Moment) => index.of(state, ALL, now).rows[0]?.lead.disposition.kind;
    expect(kindAt(acked)).toBe('acked');
    const recording = {ok: false, since: NIGHT, kind: 'full', message: 'full', hint: 'free some', lost: 1} as const;
    const full = {...acked, state: {...acked.state, recording}};
    const loose = polled(full, {alerts: {changed: [{...alert, state: 'active', silencedBy: []}], gone: []}});
    expect(kindAt(loose)).toBe('acked');
    expect(kindAt(polled({...loose, now: NIGHT + 59_000}, {}))).toBe('unacked');
  });

  test("shows a teammate's ack no longer than its word holds where no silence came of it", () => {
    const index = boardIndex();
    const alert = anAlert();
    const acked = folded({state: aWatch({alerts: [alert]}), view: ALL, now: NIGHT}, [requested(alert)], {
      origin: 'there',
      by: 'lee',
    });
    const kindAt = (now: number) => index.of(acked.state, ALL, now).rows[0]?.lead.disposition.kind;
    expect(kindAt(NIGHT)).toBe('acking');
    expect(kindAt(NIGHT + MINUTE)).toBe('unacked');
  });
});

function requested({source, fingerprint, startsAt}: Alert): NewFact {
  return {
    type: 'ack.requested',
    ack: 'k1',
    source,
    title: 'DiskFull',
    alerts: [{fingerprint, startsAt}],
    matchers: [],
    duration: 15 * MINUTE,
    comment: 'ACK!',
    extend: true,
  };
}
