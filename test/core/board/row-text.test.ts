import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {preciseRows, type RowText, rowText} from '../../../src/core/board/row-text.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {anAlert, aSilence, aWatch, keyOf, NIGHT, recorded, story, upHealth} from '../../support/given.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const view = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: true};

function texts(state: WatchState, {now = NIGHT, precise = false, unicode = true} = {}): readonly RowText[] {
  return boardIndex()
    .of(state, view, now)
    .rows.map(row => rowText(row, state, {now, precise, unicode}));
}

function only(
  alert: Alert,
  options: Parameters<typeof texts>[1] = {},
  silences = [] as ReturnType<typeof aSilence>[],
): RowText {
  const [text] = texts(aWatch({alerts: [alert], silences}), options);
  if (!text) throw new Error('no row');
  return text;
}

const pool = anAlert({
  labels: {alertname: 'PoolExhausted', severity: 'critical', cluster: 'eu', service: 'payments', instance: 'db-1:9100'},
  annotations: {summary: 'pool 50 of 50'},
});

test('a row says all of it in a few words', () => {
  expect(only(pool)).toEqual({
    otherNames: 0,
    severity: 'P1',
    state: 'ack in 3m',
    short: '3m',
    tone: 'waiting',
    fading: false,
    name: 'PoolExhausted',
    place: 'eu/payments',
    ident: 'db-1',
    summary: 'pool 50 of 50',
    notes: '',
    count: '',
    age: '2m',
    doing: '',
    present: '',
  });
});

describe('an alert that nobody has', () => {
  test('counts down in seconds only where that was asked for and the end is near', () => {
    expect(only(pool, {now: NIGHT + 72 * SECOND, precise: true}).state).toBe('ack in 1:48');
    expect(only(pool, {now: NIGHT + 72 * SECOND}).state).toBe('ack in 1m');
    expect(only(pool, {precise: true}).state).toBe('ack in 3m');
  });

  test('is late once its time is over', () => {
    expect(only(pool, {now: NIGHT + 10 * MINUTE})).toMatchObject({state: 'late 7m', short: 'late', tone: 'late'});
  });

  test('says that its severity is a guess', () => {
    expect(only(anAlert({labels: {alertname: 'X', severity: 'page'}})).severity).toBe('P3?');
  });

  test('fades while the source no longer shows it and the grace runs', () => {
    expect(only({...pool, absentSince: NIGHT}).fading).toBe(true);
  });
});

test('a group counts its alerts and the places beyond the first', () => {
  const others = ['db-2', 'db-3'].map(instance => anAlert({labels: {...pool.labels, instance}}));
  const state = aWatch({alerts: [pool, ...others]});
  expect(texts(state)[0]).toMatchObject({count: '×3', ident: 'db-1 +2'});
  expect(texts(state, {unicode: false})[0]?.count).toBe('x3');
});

describe('an alert that somebody has', () => {
  const ack = aSilence({id: 's', comment: 'ACK! x', createdBy: 'lee', endsAt: NIGHT + 12.5 * MINUTE});

  test('names the owner and the time left', () => {
    expect(only({...pool, state: 'suppressed', silencedBy: ['s']}, {}, [ack])).toMatchObject({
      state: 'lee 12m left',
      short: 'lee 12m',
      tone: 'owned',
    });
  });

  test('owes updates when it is ours, from the ack or the last note on', () => {
    const told = story({alerts: [pool]});
    told.when({type: 'reconcile', source: 'eu'});
    told.when({type: 'ack', alerts: [keyOf(pool)]});
    const [id] = told.state().shift.acks.keys();
    expect(texts(told.state())[0]).toMatchObject({state: 'ana acking…', short: 'ana…', tone: 'waiting'});
    expect(texts(told.state(), {unicode: false})[0]).toMatchObject({state: 'ana acking...', short: 'ana...'});
    told.when({
      type: 'settle-ack',
      ack: id ?? '',
      placed: {id: 's', startsAt: NIGHT, endsAt: NIGHT + 15 * MINUTE, member: 'm'},
    });
    expect(texts(told.state())[0]).toMatchObject({
      state: 'ana 15m left',
      summary: 'pool 50 of 50',
      notes: 'update due in 30m',
    });
    told.when({type: 'note', text: 'looking', alert: keyOf(pool)}, NIGHT + 5 * MINUTE);
    expect(texts(told.state(), {now: NIGHT + 36 * MINUTE, unicode: false})[0]?.notes).toBe('update late 1m');
  });

  test('says why the ack does not hold', () => {
    const told = story({alerts: [pool]});
    told.when({type: 'reconcile', source: 'eu'});
    told.when({type: 'ack', alerts: [keyOf(pool)]});
    const [id] = told.state().shift.acks.keys();
    told.when({type: 'settle-ack-failed', ack: id ?? '', reason: 'connection refused', final: false});
    expect(texts(told.state())[0]).toMatchObject({
      state: 'ack not placed',
      tone: 'trouble',
      summary: 'pool 50 of 50',
      notes: 'connection refused',
    });
  });
});

test('what rests says why, by whom and for how long', () => {
  const deploy = aSilence({id: 'd', createdBy: 'lee', endsAt: NIGHT + 90 * MINUTE});
  expect(only({...pool, state: 'suppressed', silencedBy: ['d']}, {}, [deploy])).toMatchObject({
    state: 'silenced 1h',
    short: '1h',
    summary: 'pool 50 of 50',
    notes: 'by lee',
  });
  expect(only({...pool, state: 'suppressed', mutedBy: ['nights']})).toMatchObject({
    state: 'muted',
    summary: 'pool 50 of 50',
    notes: 'by nights',
  });
  expect(only({...pool, state: 'suppressed', inhibitedBy: ['cause']})).toMatchObject({
    state: 'inhibited',
    summary: 'pool 50 of 50',
    notes: 'by cause',
  });
  expect(only(anAlert({name: 'Watchdog'})).state).toBe('watchdog');
});

test('an alert that was silenced until lately says by whom', () => {
  const told = story({
    alerts: [{...pool, state: 'suppressed', silencedBy: ['d']}],
    silences: [aSilence({id: 'd', matchers: [], createdBy: 'lee'})],
  });
  told.when({type: 'reconcile', source: 'eu'});
  const over = aSilence({id: 'd', matchers: [], createdBy: 'lee', state: 'expired', endsAt: NIGHT + 15 * MINUTE});
  told.shows({alerts: [pool], silences: [over]});
  told.when({type: 'reconcile', source: 'eu'}, NIGHT + 15 * MINUTE + 3000);
  expect(texts(told.state(), {now: NIGHT + 20 * MINUTE})[0]).toMatchObject({
    state: 'silence over',
    tone: 'urgent',
    summary: 'pool 50 of 50',
    notes: 'was silenced by lee until 03:15',
  });
});

describe('in four cells', () => {
  const held = (over: Parameters<typeof aSilence>[0]) =>
    texts(
      aWatch({
        alerts: [pool],
        silences: [
          aSilence({matchers: [], state: 'expired', startsAt: NIGHT - MINUTE, endsAt: NIGHT - MINUTE / 2, ...over}),
        ],
      }),
    )[0];

  test('late, lapsed, back from a silence and not placed are four words', () => {
    const late = only(pool, {now: NIGHT + 10 * MINUTE}).short;
    const told = story({alerts: [pool]});
    told.when({type: 'reconcile', source: 'eu'});
    told.when({type: 'ack', alerts: [keyOf(pool)]});
    const [id] = told.state().shift.acks.keys();
    told.when({type: 'settle-ack-failed', ack: id ?? '', reason: 'connection refused', final: false});
    const failed = texts(told.state())[0]?.short;
    const lost = held({updatedAt: NIGHT - 60 * MINUTE, comment: 'ACK! mine'})?.short;
    const back = held({updatedAt: NIGHT - 60 * MINUTE})?.short;
    expect([late, lost, back, failed]).toEqual(['late', 'lost', 'back', 'fail']);
  });
});

describe('of an ack that a fresh log knows nothing of', () => {
  const ended = (updatedAt: number) =>
    texts(
      aWatch({
        alerts: [pool],
        silences: [
          aSilence({
            matchers: [],
            state: 'expired',
            startsAt: NIGHT - 2 * MINUTE,
            endsAt: NIGHT - MINUTE,
            updatedAt,
            comment: 'ACK! karma',
          }),
        ],
      }),
    )[0];

  test('it says that it lapsed only where nobody ended it', () => {
    expect(ended(NIGHT - 60 * MINUTE)).toMatchObject({state: 'ack ended', notes: 'was acked by lee until 02:59'});
    expect(ended(NIGHT - MINUTE)).toMatchObject({
      state: 'ack ended',
      notes: 'was acked by lee, its silence ended 02:59',
    });
  });
});

describe('history', () => {
  test('rows of a blind source say of when they are', () => {
    const health = upHealth({state: 'down', lastGood: NIGHT - 3 * MINUTE});
    expect(texts(aWatch({alerts: [pool], health}))[0]?.asOf).toBe('as of 02:57');
  });

  const {lastGood: _unseen, ...connecting} = upHealth({source: 'us', state: 'connecting'});
  const waiting = (state: WatchState): WatchState => ({
    ...state,
    live: {...state.live, sources: new Map([...state.live.sources, ['us', connecting]])},
  });

  test('rows from the journal stand in for a source that has not answered yet', () => {
    const fired = {
      type: 'alert.fired',
      source: 'us',
      fingerprint: '0123456789abcdef',
      startsAt: NIGHT,
      labels: {alertname: 'Old', severity: 'high'},
      severity: 'P2',
      state: 'active',
      summary: 'from before',
      on: NIGHT,
    } as const;
    expect(texts(waiting(aWatch({facts: recorded([fired])})))[0]).toMatchObject({
      name: 'Old',
      severity: 'P2',
      summary: 'from before',
      asOf: 'as of 03:00',
    });
    expect(texts(aWatch({facts: recorded([fired])}))).toEqual([]);
    const answered = aWatch({facts: recorded([{...fired, source: 'eu'}])});
    expect(texts(answered)).toEqual([]);
  });

  test('what held a remembered alert back is told apart by its shape', () => {
    const fired = {
      type: 'alert.fired',
      source: 'us',
      fingerprint: '0123456789abcdef',
      startsAt: NIGHT,
      labels: {alertname: 'Old'},
      severity: 'P2',
      state: 'suppressed',
      on: NIGHT,
    } as const;
    const by = (suppressedBy: string) => {
      const changed = {
        type: 'alert.changed',
        source: 'us',
        fingerprint: '0123456789abcdef',
        startsAt: NIGHT,
        state: 'suppressed',
        suppressedBy: [suppressedBy],
      } as const;
      const facts = recorded([fired, {...changed, suppressedBy: [...changed.suppressedBy]}]);
      return texts(waiting(aWatch({facts})))[0]?.state;
    };
    expect(by('01234567-89ab-cdef-0123-456789abcdef')).toBe('silenced');
    expect(by('fedcba9876543210')).toBe('inhibited');
    expect(by('weekends')).toBe('muted');
  });
});

test('seconds are for the three nearest deadlines within two minutes', () => {
  const alerts = [110, 200, 20, 60, 90, 100].map(left =>
    anAlert({labels: {alertname: `in ${left}`, severity: 'critical'}, startsAt: NIGHT - 5 * MINUTE + left * SECOND}),
  );
  const rows = boardIndex().of(aWatch({alerts}), view, NIGHT).rows;
  expect([...preciseRows(rows, NIGHT)]).toEqual(
    ['in 20', 'in 60', 'in 90'].map(name => `eu/team/{alertname="${name}"}`),
  );
});
