import {describe, expect, test} from 'vitest';
import type {BoardView} from '../../../src/core/board/board.js';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {rowText} from '../../../src/core/board/row-text.js';
import type {FoundIncident} from '../../../src/core/escalation/target.js';
import {fakeTarget} from '../../support/fake-target.js';
import {anAlert, keyOf, NIGHT} from '../../support/given.js';
import {disk, incident, MINUTE, watching} from '../escalation/support/watching.js';

const VIEW: BoardView = {filter: '', group: 'route', expanded: new Set(), quietOpen: false};
const minor = anAlert({startsAt: NIGHT, labels: {alertname: 'CertExpires', severity: 'info'}});

/** The rows that need somebody, as they read, through one index that lives as long as the watch. */
function shown(watch: ReturnType<typeof watching>) {
  const index = boardIndex();
  return (at: number) => {
    const context = {now: at, precise: true, unicode: true};
    return index.of(watch.state(), VIEW, at).shelves['needs-you'].rows.map(row => {
      const {name, state, short, tone, notes} = rowText(row, watch.state(), context);
      return {name, state, short, tone, notes};
    });
  };
}

describe('an alert that somebody has acknowledged in a pager', () => {
  const told = (watch: ReturnType<typeof watching>, status: FoundIncident['status'], at: number) =>
    watch.when({type: 'report-pager', target: 'pager', found: incident(status, at)}, at, 'lee');

  test('stands below what nobody has, says whose it is in few cells, and counts nothing down', () => {
    const watch = watching([disk, minor]);
    const rows = shown(watch);
    expect(rows(NIGHT + MINUTE).map(({name}) => name)).toEqual(['DiskFull', 'CertExpires']);
    told(watch, 'acknowledged', NIGHT + 2 * MINUTE);
    expect(rows(NIGHT + 9 * MINUTE)).toMatchObject([
      {name: 'CertExpires'},
      {name: 'DiskFull', state: 'lee, pager', short: 'lee', tone: 'owned'},
    ]);
    expect(rows(NIGHT + 9 * MINUTE)[1]?.notes).toMatch(/^acked by lee at pager/);
  });

  test('needs somebody at once when that is taken back there, and is like any other once it is acked here', () => {
    const watch = watching([disk, minor]);
    const rows = shown(watch);
    told(watch, 'acknowledged', NIGHT + 2 * MINUTE);
    expect(rows(NIGHT + 3 * MINUTE)[0]?.name).toBe('CertExpires');
    told(watch, 'triggered', NIGHT + 9 * MINUTE);
    expect(rows(NIGHT + 9 * MINUTE)[0]).toMatchObject({name: 'DiskFull', short: 'late', tone: 'late'});
    told(watch, 'acknowledged', NIGHT + 10 * MINUTE);
    watch.ack(NIGHT + 11 * MINUTE);
    expect(rows(NIGHT + 11 * MINUTE)[0]).toMatchObject({name: 'DiskFull', state: 'ana acking…'});
  });

  test('does not lead a row with one that nobody has', () => {
    const watch = watching([disk, minor]);
    told(watch, 'acknowledged', NIGHT + 2 * MINUTE);
    const [row] = boardIndex().of(watch.state(), {...VIEW, group: '@source'}, NIGHT + 3 * MINUTE).shelves['needs-you']
      .rows;
    expect(row).toMatchObject({severity: 'P1', lead: {name: 'CertExpires'}, items: {length: 2}});
  });
});

test('a row says where an acknowledgement of ours stays after its ack', () => {
  const events = [
    fakeTarget({name: 'events', kind: 'pagerduty', powers: {release: 'no such event', note: 'no notes'}}),
  ];
  const watch = watching([disk], events);
  watch.ack();
  watch.settle();
  watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 2 * MINUTE);
  const [ack] = [...watch.state().shift.acks.keys()];
  watch.when({type: 'settle-ack-expired', ack: ack ?? ''}, NIGHT + 2 * MINUTE);
  expect(shown(watch)(NIGHT + 3 * MINUTE)[0]?.notes).toContain('stays acked at events');
});
