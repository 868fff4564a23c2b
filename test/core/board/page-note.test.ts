import {expect, test} from 'vitest';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {rowNotes} from '../../../src/core/board/row-notes.js';
import {aLevel, aPolicy, disk, escalating, MINUTE} from '../../support/escalating.js';
import {keyOf, NIGHT} from '../../support/given.js';

const view = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: true};

test('a row says who was paged about it, how long ago, and what did not get through', () => {
  const watch = escalating(aPolicy({levels: [aLevel({name: 'second', after: 5 * MINUTE, to: ['pager', 'room']})]}));
  const notes = (now: number) => {
    const [row] = boardIndex().of(watch.state(), view, now).rows;
    return row && rowNotes(row, watch.state(), {now, precise: false, unicode: true});
  };
  expect(notes(NIGHT)).toEqual([]);

  watch.when({type: 'escalate', alerts: [keyOf(disk)], level: 1}, NIGHT + MINUTE);
  expect(notes(NIGHT + MINUTE)).toEqual(['paging pager, room']);

  const [pager, room] = [...watch.state().shift.deliveries.keys()];
  watch.when({type: 'settle-delivery', delivery: pager ?? '', result: {}}, NIGHT + MINUTE);
  const lost = {reason: 'no', final: true, unknown: false, tried: true} as const;
  watch.when({type: 'settle-delivery-failed', delivery: room ?? '', ...lost}, NIGHT + MINUTE);
  expect(notes(NIGHT + 3 * MINUTE)).toEqual(['paged pager 2m ago', 'NOT paged room']);
  watch.when({type: 'stop-delivery', delivery: room ?? ''}, NIGHT + 3 * MINUTE);
  expect(notes(NIGHT + 3 * MINUTE)).toEqual(['paged pager 2m ago']);
});

test('a row names the colleague who paged', () => {
  const watch = escalating();
  watch.when({type: 'escalate', alerts: [keyOf(disk)], targets: ['pager']}, NIGHT, 'lee');
  const [row] = boardIndex().of(watch.state(), view, NIGHT).rows;
  expect(row && rowNotes(row, watch.state(), {now: NIGHT, precise: false, unicode: true})).toEqual([
    'lee is paging pager',
  ]);
});
