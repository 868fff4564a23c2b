import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import type {Board, BoardView} from '../../../src/core/board/board.js';
import {SHELF_NAMES} from '../../../src/core/board/board.js';
import {boardIndex} from '../../../src/core/board/index-board.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {anAlert, aSilence, aWatch, keyOf, NIGHT, upHealth} from '../../support/given.js';

const MINUTE = 60_000;
const ALL: BoardView = {filter: '', group: 'route', expanded: new Set(), quietOpen: true};

function boardOf(state: WatchState, view: Partial<BoardView> = {}, now: number = NIGHT): Board {
  return boardIndex().of(state, {...ALL, ...view}, now);
}

/** The board as lines: shelf, severity, key without its source, and how many. */
function lines(board: Board): readonly string[] {
  return board.rows.map(
    row => `${row.shelf} ${row.severity} ${'  '.repeat(row.depth)}${row.lead.name} x${row.items.length}`,
  );
}

function one(name: string, severity: string, over: Partial<Alert> = {}): Alert {
  return anAlert({labels: {alertname: name, severity}, ...over});
}

const onIt = aSilence({id: 'ack', comment: 'ACK! looking', createdBy: 'lee'});
const mine = aSilence({id: 'mine', comment: 'ACK! looking', createdBy: 'ana'});
const deploy = aSilence({id: 'deploy', endsAt: NIGHT + 12 * MINUTE});
const later = aSilence({id: 'later', endsAt: NIGHT + 90 * MINUTE});
const silences = [onIt, mine, deploy, later];
const held = (...ids: readonly string[]): Partial<Alert> => ({state: 'suppressed', silencedBy: ids});

describe('the three shelves', () => {
  const state = aWatch({
    silences,
    alerts: [
      one('Muted', 'critical', {state: 'suppressed', mutedBy: ['nights']}),
      one('Watchdog', 'none'),
      one('Late', 'warning', held('later')),
      one('Soon', 'info', held('deploy')),
      one('Inhibited', 'critical', {state: 'suppressed', inhibitedBy: ['x']}),
      one('Theirs', 'critical', held('ack')),
      one('Own', 'info', held('mine')),
      one('Old', 'warning', {startsAt: NIGHT - 90 * MINUTE}),
      one('New', 'warning'),
      one('Worst', 'critical'),
      one('Odd', 'strange', {startsAt: NIGHT - 30 * MINUTE}),
    ],
  });

  test('stand in the order of need; acked is not silenced, silenced is not inhibited, inhibited is not muted', () => {
    expect(lines(boardOf(state))).toEqual([
      'needs-you P1 Worst x1',
      'needs-you P3 Old x1',
      'needs-you P3 Odd x1',
      'needs-you P3 New x1',
      'on-it P1 Theirs x1',
      'on-it P4 Own x1',
      'quiet P4 Soon x1',
      'quiet P3 Late x1',
      'quiet P1 Inhibited x1',
      'quiet P1 Muted x1',
      'quiet P4 Watchdog x1',
    ]);
  });

  test('are counted, and a closed quiet shelf too', () => {
    const board = boardOf(state, {quietOpen: false});
    expect(board.rows).toHaveLength(6);
    expect(board.shelves.quiet.alerts).toBe(5);
    expect(board.quiet).toEqual({silenced: 2, inhibited: 1, muted: 1, watchdogs: 1, firstEnd: NIGHT + 12 * MINUTE});
    expect(board.shelves['needs-you'].severities).toEqual({P1: 1, P2: 0, P3: 3, P4: 0});
    expect(board.rowOf.get(keyOf(one('Soon', 'info')))?.lead.name).toBe('Soon');
  });

  test('mark a severity that is only a guess', () => {
    const odd = boardOf(state).rows.find(row => row.lead.name === 'Odd');
    expect(odd).toMatchObject({severity: 'P3', known: false});
  });
});

describe('groups', () => {
  const disk = (host: string, over: Partial<Alert> = {}): Alert =>
    anAlert({labels: {alertname: 'Disk', severity: 'critical', host, cluster: host < 'c' ? 'eu' : 'us'}, ...over});
  const alerts = [
    disk('c', {startsAt: NIGHT - 9 * MINUTE}),
    disk('a'),
    disk('b', held('ack')),
    disk('d', held('deploy')),
    one('Cpu', 'warning'),
  ];
  const state = aWatch({alerts, silences});
  const key = 'eu/team/{alertname="Disk"}';

  test('are one row on each shelf where they have alerts, the most urgent part under their own key', () => {
    const board = boardOf(state);
    expect(board.rows.map(row => [row.key, row.items.length])).toEqual([
      [key, 2],
      ['eu/team/{alertname="Cpu"}', 1],
      [`${key}#on-it`, 1],
      [`${key}#quiet`, 1],
    ]);
    expect(board.rows[0]).toMatchObject({
      since: NIGHT - 9 * MINUTE,
      dueAt: NIGHT - 4 * MINUTE,
      labels: {alertname: 'Disk'},
    });
  });

  test('keep their key when somebody takes all of them', () => {
    const taken = aWatch({alerts: alerts.map(alert => ({...alert, ...held('ack')})), silences});
    expect(boardOf(taken).rows.map(row => row.key)).toContain(key);
  });

  test('open and close in place', () => {
    expect(lines(boardOf(state, {expanded: new Set([key])})).slice(0, 4)).toEqual([
      'needs-you P1 Disk x2',
      'needs-you P1   Disk x1',
      'needs-you P1   Disk x1',
      'needs-you P3 Cpu x1',
    ]);
    expect(boardOf(state, {expanded: new Set([key])}).rows[0]?.open).toBe(true);
  });

  test('can be made by any label, over all sources', () => {
    const far = anAlert({source: 'us', labels: {alertname: 'X', severity: 'info', cluster: 'us'}});
    const wide = aWatch({alerts: [disk('a'), disk('c'), far]});
    expect(
      boardOf(wide, {group: 'cluster'})
        .rows.map(row => `${row.key} x${row.items.length} ${row.severity}`)
        .sort(),
    ).toEqual(['by/cluster="eu" x1 P1', 'by/cluster="us" x2 P1']);
    expect(boardOf(wide, {group: 'cluster, @source'}).rows.map(row => row.key)).toContain(
      'by/cluster="us",@source="us"',
    );
  });

  test('can be left out', () => {
    expect(
      boardOf(state, {group: 'none'})
        .rows.map(row => row.key)
        .sort(),
    ).toEqual(alerts.map(keyOf).sort());
  });

  test('of alerts that no route carries are made by source and name', () => {
    const bare = {...state, live: {...state.live, groups: new Map()}};
    expect(boardOf(bare).rows.map(row => row.key)).toContain('eu//{alertname="Disk"}');
  });
});

describe('the filter', () => {
  const state = aWatch({
    alerts: [one('A', 'critical'), one('B', 'warning'), one('C', 'info', held('deploy'))],
    silences,
  });

  test('hides, and says how much', () => {
    expect(boardOf(state, {filter: 'alertname=A'})).toMatchObject({hidden: 2, total: 3});
    expect(lines(boardOf(state, {filter: '@state=silenced'}))).toEqual(['quiet P4 C x1']);
  });

  test('that is none hides nothing and says why', () => {
    const board = boardOf(state, {filter: '@nope=1'});
    expect(board.rows).toHaveLength(3);
    expect(board.filterFault).toMatchObject({position: 0});
  });

  test('can limit what is shown', () => {
    const board = boardOf(state, {filter: '@limit=2'});
    expect(lines(board)).toEqual(['needs-you P1 A x1', 'needs-you P3 B x1']);
    expect(board.hidden).toBe(1);
  });

  test('by age follows the time', () => {
    const index = boardIndex();
    const view = {...ALL, filter: '@age>3m'};
    expect(index.of(state, view, NIGHT).rows).toHaveLength(0);
    expect(index.of(state, view, NIGHT + MINUTE + 1000).rows).toHaveLength(3);
  });
});

describe('what has not changed is not made again', () => {
  const state = aWatch({alerts: [one('A', 'critical'), one('A', 'warning', {fingerprint: 'f2'}), one('B', 'warning')]});

  test('the board is the very same while state and view are', () => {
    const index = boardIndex();
    const first = index.of(state, ALL, NIGHT);
    expect(index.of({...state, log: []}, {...ALL}, NIGHT + 20_000)).toBe(first);
  });

  test('a poll that brings nothing new keeps the board, one that does makes another', () => {
    const index = boardIndex();
    const first = index.of(state, ALL, NIGHT);
    const polled = upHealth({lastGood: NIGHT + 5000});
    expect(index.of({...state, live: {...state.live, sources: new Map([['eu', polled]])}}, ALL, NIGHT + 5000)).toBe(
      first,
    );
    const alerts = new Map(state.live.alerts).set('eu/new', one('C', 'critical'));
    expect(index.of({...state, live: {...state.live, alerts}}, ALL, NIGHT)).not.toBe(first);
  });

  test('folding keeps the folded rows and items of unchanged alerts', () => {
    const index = boardIndex();
    const first = index.of(state, ALL, NIGHT);
    const open = index.of(state, {...ALL, expanded: new Set([first.rows[0]?.key ?? ''])}, NIGHT);
    expect(open.rows[3]).toBe(first.rows[1]);
    const later = index.of({...state, live: {...state.live}}, ALL, NIGHT + MINUTE);
    expect(later.rows.map(row => row.lead)).toEqual(first.rows.map(row => row.lead));
    expect(later.rows[0]?.lead).toBe(first.rows[0]?.lead);
  });
});

const anyAlert = fc
  .record({
    name: fc.constantFrom('A', 'B', 'C', 'Watchdog'),
    severity: fc.constantFrom('critical', 'warning', 'odd', ''),
    host: fc.constantFrom('h1', 'h2', 'h3', 'h4', 'h5'),
    age: fc.integer({min: 0, max: 3}),
    rest: fc.constantFrom<Partial<Alert>>(
      {},
      held('ack'),
      held('mine'),
      held('deploy'),
      held('deploy', 'ack'),
      {state: 'suppressed', inhibitedBy: ['i']},
      {state: 'suppressed', mutedBy: ['m']},
    ),
  })
  .map(({name, severity, host, age, rest}) =>
    anAlert({labels: {alertname: name, severity, host}, startsAt: NIGHT - age * MINUTE, ...rest}),
  );
const anyAlerts = fc.uniqueArray(anyAlert, {selector: keyOf, maxLength: 30});
const anyGroup = fc.constantFrom('route', 'none', 'host', 'alertname,severity', 'nolabel');

describe('for every set of alerts', () => {
  test('each alert is on exactly one shelf, in one row, once', () => {
    fc.assert(
      fc.property(anyAlerts, anyGroup, (alerts, group) => {
        const board = boardOf(aWatch({alerts, silences}), {group});
        const shown = SHELF_NAMES.flatMap(shelf =>
          board.shelves[shelf].rows.flatMap(row => row.items.map(item => item.key)),
        );
        expect(shown.sort()).toEqual(alerts.map(keyOf).sort());
        expect(new Set(board.rows.map(row => row.key)).size).toBe(board.rows.length);
        expect(board.rows.every(row => row.items.every(item => item.shelf === row.shelf))).toBe(true);
      }),
    );
  });

  test('the order does not depend on the order they came in', () => {
    fc.assert(
      fc.property(anyAlerts, anyGroup, (alerts, group) => {
        const keys = (given: readonly Alert[]) =>
          boardOf(aWatch({alerts: given, silences}), {group}).rows.map(row => [
            row.key,
            ...row.items.map(item => item.key),
          ]);
        expect(keys([...alerts].reverse())).toEqual(keys(alerts));
      }),
    );
  });

  test('rows of other groups keep their identity when one alert comes or goes', () => {
    fc.assert(
      fc.property(anyAlerts, anyAlert, (alerts, extra) => {
        const without = alerts.filter(alert => keyOf(alert) !== keyOf(extra));
        const named = (given: readonly Alert[]) =>
          boardOf(aWatch({alerts: given, silences}))
            .rows.filter(row => row.lead.name !== extra.labels.alertname)
            .map(row => row.key);
        expect(named([...without, extra])).toEqual(named(without));
      }),
    );
  });

  test('an index that has seen other states answers as a new one does', () => {
    const index = boardIndex();
    fc.assert(
      fc.property(anyAlerts, anyGroup, fc.constantFrom('', 'host=h1', '@state=acked'), (alerts, group, filter) => {
        const state = aWatch({alerts, silences});
        const view = {...ALL, group, filter};
        expect(lines(index.of(state, view, NIGHT))).toEqual(lines(boardIndex().of(state, view, NIGHT)));
      }),
    );
  });
});
