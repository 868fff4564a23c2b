import {describe, expect, test} from 'vitest';
import {banners} from '../../../src/core/board/banner.js';
import {emptyLines} from '../../../src/core/board/empty.js';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {asOfText} from '../../../src/core/board/row-text.js';
import {asOfSentence, blindSentence, isBlind, sourceWords} from '../../../src/core/board/source-words.js';
import {statusOf} from '../../../src/core/board/status.js';
import type {SourceHealth} from '../../../src/core/live/update.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {anAlert, aSilence, aWatch, keyOf, NIGHT, recorded, story, upHealth} from '../../support/given.js';

const MINUTE = 60_000;
const view = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: false};
const refused = {kind: 'unreachable', message: 'connection refused (10.0.3.4:9093)', hint: 'Is it running?'} as const;

function linesOf(state: WatchState, filter = '', now: number = NIGHT): readonly string[] {
  const whole = boardIndex().of(state, view, now);
  return emptyLines({board: boardIndex().of(state, {...view, filter}, now), whole}, state, now);
}

function words(over: Partial<SourceHealth>, now = NIGHT): string {
  const {tone, age} = sourceWords(upHealth(over), now);
  return `${tone} ${age}`;
}

describe('a source', () => {
  test('is good while it answers in its rhythm, then ageing, then blind', () => {
    expect(words({}, NIGHT + 2000)).toBe('good 2s');
    expect(words({}, NIGHT + 12_000)).toBe('ageing 12s');
    expect(words({state: 'down'}, NIGHT + 3000)).toBe('ageing 3s');
    expect(words({state: 'down'}, NIGHT + 47_000)).toBe('ageing 47s');
    expect(words({state: 'down'}, NIGHT + 3 * MINUTE)).toBe('blind 3m');
  });

  test('has a fresh answer until the next one is due, and none when a poll failed', () => {
    const isFresh = (over: Partial<SourceHealth>, now: number) => sourceWords(upHealth(over), now).isFresh;
    expect(isFresh({}, NIGHT + 5900)).toBe(true);
    expect(isFresh({}, NIGHT + 8000)).toBe(false);
    expect(isFresh({interval: 60_000}, NIGHT + 59_000)).toBe(true);
    expect(isFresh({state: 'down'}, NIGHT + 1000)).toBe(false);
  });

  test('that is slow is not blind while its wider rhythm holds', () => {
    expect(words({interval: 60_000}, NIGHT + 100_000)).toBe('good 1m');
    expect(isBlind(upHealth({interval: 60_000}), NIGHT + 100_000)).toBe(false);
    expect(isBlind(upHealth({interval: 60_000}), NIGHT + 200_000)).toBe(true);
  });

  test('that has never answered is connecting, or blind once it failed', () => {
    const {lastGood: _unseen, ...health} = upHealth({state: 'connecting'});
    expect(sourceWords(health, NIGHT)).toEqual({source: 'eu', tone: 'connecting', age: '', isFresh: false});
    expect(sourceWords({...health, state: 'down'}, NIGHT).tone).toBe('blind');
    expect(blindSentence({...health, state: 'down', trouble: refused}, NIGHT)).toBe(
      'eu has not answered yet: connection refused (10.0.3.4:9093)',
    );
    expect(asOfSentence(health)).toBeUndefined();
  });

  test('that is blind says since when, why, and when it is asked again', () => {
    const health = upHealth({state: 'down', trouble: refused, retryAt: NIGHT + 3 * MINUTE + 8000});
    expect(blindSentence(health, NIGHT + 3 * MINUTE)).toBe(
      'eu blind 3m: connection refused (10.0.3.4:9093), retrying in 8s',
    );
    expect(asOfSentence(health)).toBe('as of 03:00');
  });
});

describe('banners', () => {
  const down = upHealth({state: 'down', trouble: refused, lastGood: NIGHT - 3 * MINUTE});
  const missing = recorded([{type: 'watchdog.missing', source: 'eu', on: NIGHT - 4 * MINUTE}]);
  const full = {
    ok: false,
    since: NIGHT - 20 * MINUTE,
    kind: 'full',
    message: 'ENOSPC',
    hint: 'Make room on /home.',
    lost: 2,
  } as const;

  test('there are none in good weather', () => {
    expect(banners(aWatch(), NIGHT)).toEqual([]);
  });

  test('come with the loudest first', () => {
    const state: WatchState = {
      ...aWatch({health: down, facts: missing, settings: {readOnly: true}}),
      recording: full,
      role: 'attached',
    };
    expect(banners(state, NIGHT).map(banner => `${banner.tone}: ${banner.text}`)).toEqual([
      'alarm: No Watchdog from eu for 4m: alerts may not be reaching you',
      'alarm: NOT RECORDED since 02:40 (disk full)',
      'alarm: eu blind 3m: connection refused (10.0.3.4:9093)',
      'notice: Read-only: nothing is changed or sent',
      'notice: Attached to the cockpit that keeps the log',
    ]);
    expect(banners(state, NIGHT)[1]?.hint).toBe('Make room on /home.');
  });

  test('say of an ack that does not hold, and of a source that has just started', () => {
    const alert = anAlert();
    const told = story({alerts: [alert], health: upHealth({settling: true})});
    told.when({type: 'reconcile', source: 'eu'});
    told.when({type: 'ack', alerts: [keyOf(alert)]});
    const [ack] = told.state().shift.acks.keys();
    told.when({
      type: 'settle-ack-failed',
      ack: ack ?? '',
      reason: 'connection refused',
      hint: 'It is tried again.',
      final: false,
    });
    expect(banners(told.state(), NIGHT).map(banner => [banner.text, banner.hint])).toEqual([
      ['Ack of DiskFull not placed: connection refused', 'It is tried again.'],
      ['eu has just restarted: its list may still be short', 'Nothing resolves yet.'],
    ]);
  });

  test('say why a source refuses before a minute is over, once two polls have failed', () => {
    const health = upHealth({state: 'down', trouble: refused});
    expect(banners(aWatch({health}), NIGHT + 6000)).toEqual([]);
    expect(banners(aWatch({health}), NIGHT + 12_000)[0]?.text).toBe('eu blind 12s: connection refused (10.0.3.4:9093)');
  });

  test('do not tell of the Watchdog of a source that is no longer configured', () => {
    const facts = recorded([{type: 'watchdog.missing', source: 'old', on: NIGHT - 4 * MINUTE}]);
    expect(banners(aWatch({facts}), NIGHT)).toEqual([]);
    expect(linesOf(aWatch({facts}))).toEqual(['Nothing needs you. Sources answer.']);
  });

  test('say that the board is what the log last knew while the sources are asked', () => {
    const {lastGood: _unseen, ...health} = upHealth({state: 'connecting'});
    const fired = {
      type: 'alert.fired',
      source: 'eu',
      fingerprint: 'f',
      startsAt: NIGHT,
      labels: {},
      severity: 'P1',
      state: 'active',
      on: NIGHT,
    } as const;
    const state = {...aWatch({health, facts: recorded([fired], NIGHT - 22 * MINUTE)}), warming: true};
    expect(banners(state, NIGHT).map(banner => banner.text)).toEqual([
      'Asking eu: this is what the log last knew, as of 02:38',
    ]);
  });
});

test('banner and rows of a start say the same time: when the log last saw something of the source', () => {
  const {lastGood: _unseen, ...health} = upHealth({state: 'connecting', since: NIGHT});
  const fired = (fingerprint: string) =>
    ({
      type: 'alert.fired',
      source: 'eu',
      fingerprint,
      startsAt: NIGHT - 60 * MINUTE,
      labels: {alertname: fingerprint},
      severity: 'P1',
      state: 'active',
      on: NIGHT,
    }) as const;
  const {startsAt} = fired('a');
  const first = recorded([fired('a'), fired('b')], NIGHT - 30 * MINUTE);
  const last = recorded(
    [{type: 'alert.changed', source: 'eu', fingerprint: 'a', startsAt, severity: 'P1'}],
    NIGHT - 10 * MINUTE,
  );
  const note = recorded([{type: 'note.added', note: 'n', text: 'beside no cockpit'}], NIGHT - 2 * MINUTE);
  const facts = [...first, ...last, ...note].map((fact, index) => ({...fact, seq: index + 1}));
  const state = {...aWatch({health, facts}), warming: true};
  const view = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: true};
  const rows = boardIndex().of(state, view, NIGHT).rows;
  expect(rows.map(row => asOfText(row, state, NIGHT))).toEqual(['as of 02:50', 'as of 02:50']);
  expect(banners(state, NIGHT)[0]?.text).toContain('as of 02:50');
});

describe('an empty board', () => {
  const silence = aSilence({id: 's'});
  const quiet = anAlert({state: 'suppressed', silencedBy: ['s'], startsAt: NIGHT - 42 * MINUTE});
  const fired = {
    type: 'alert.fired',
    source: 'eu',
    fingerprint: quiet.fingerprint,
    startsAt: NIGHT - 42 * MINUTE,
    labels: {},
    severity: 'P1',
    state: 'suppressed',
    on: NIGHT,
  } as const;

  test('says that the silence is real', () => {
    expect(linesOf(aWatch({alerts: [quiet], silences: [silence], facts: recorded([fired])}))).toEqual([
      'Nothing needs you. 1 quiet. Last alert 42m ago. Sources answer.',
    ]);
    expect(linesOf(aWatch())).toEqual(['Nothing needs you. Sources answer.']);
  });

  test('does not say so of a source that is blind, or whose Watchdog is missing', () => {
    const health = upHealth({state: 'down', lastGood: NIGHT - 5 * MINUTE});
    expect(linesOf(aWatch({health}))).toEqual([
      'Nothing needs you. But eu does not tell what fires, so that may not be true.',
    ]);
    const facts = recorded([{type: 'watchdog.missing', source: 'eu', on: NIGHT}]);
    const settings = {watchdogs: {eu: 'alertname="Watchdog"'}};
    expect(linesOf(aWatch({facts, settings}))).toEqual([
      'Nothing needs you. But the Watchdog of eu is missing, so that may not be true.',
    ]);
  });

  test('does not begin with good news where no source has told anything', () => {
    const {lastGood: _never, ...health} = upHealth({state: 'down'});
    const state = aWatch({health});
    expect(linesOf(state)).toEqual(['Nobody here knows what fires: eu has not told anything yet.']);
  });

  test('says first and with its severity what the filter hides and needs somebody', () => {
    const [one, two] = [anAlert(), anAlert({name: 'Other'})];
    expect(linesOf(aWatch({alerts: [one, two]}), 'alertname=None')).toEqual([
      'The filter hides 2 that need you (P1 2)!',
      'esc clears the filter.',
    ]);
  });

  test('says that a filter hides alerts', () => {
    const inhibited = anAlert({state: 'suppressed', inhibitedBy: ['f00']});
    expect(linesOf(aWatch({alerts: [inhibited]}), 'alertname=Other')).toEqual([
      'No alert fits this filter; it hides 1.',
      'esc clears the filter.',
    ]);
  });

  test('says whom it waits for, and what to do where nothing is configured', () => {
    const {lastGood: _unseen, ...health} = upHealth({state: 'connecting'});
    expect(linesOf(aWatch({health}))).toEqual(['Asking eu for alerts…']);
    const nothing = aWatch();
    expect(linesOf({...nothing, live: {...nothing.live, sources: new Map()}})[0]).toBe(
      'No Alertmanager is configured yet.',
    );
  });

  test('says nothing where something needs somebody', () => {
    expect(linesOf(aWatch({alerts: [anAlert()]}))).toEqual([]);
  });
});

test('the status line counts the alerts that need somebody, what is on its way, and the time left', () => {
  const alerts = [
    anAlert(),
    anAlert({labels: {alertname: 'DiskFull', severity: 'warning'}}),
    anAlert({labels: {alertname: 'B', severity: 'warning'}}),
  ];
  const told = story({alerts});
  told.when({type: 'start-shift', operator: 'ana', endsAt: NIGHT + 5 * 60 * MINUTE + 12 * MINUTE});
  told.when({type: 'reconcile', source: 'eu'});
  told.when({type: 'ack', alerts: alerts.slice(2).map(keyOf)});
  const state = told.state();
  const status = statusOf(boardIndex().of(state, view, NIGHT), state, NIGHT);
  expect(status).toMatchObject({pending: 1, operator: 'ana', shiftLeft: '5h12m left', clock: '03:00Z', banners: []});
  expect(status.severities.map(one => `${one.severity} ${one.alerts}`)).toEqual(['P1 1', 'P2 0', 'P3 2', 'P4 0']);
  expect(statusOf(boardIndex().of(state, view, NIGHT), state, NIGHT + 6 * 60 * MINUTE).shiftLeft).toBe('over for 48m');
});

test('without an end of the shift, the status line has the end of the time on call', () => {
  const schedule = {
    name: 'primary',
    zone: 'UTC',
    overrides: [],
    layers: [
      {name: 'days', users: ['ana', 'lee'], start: NIGHT - 2 * 60 * MINUTE, zone: 'UTC', length: 12 * 60 * MINUTE},
    ],
  };
  const left = (state: WatchState, now = NIGHT) => statusOf(boardIndex().of(state, view, now), state, now).shiftLeft;
  const settings = {schedules: [schedule]};
  const told = story({settings});
  told.when({type: 'start-shift', operator: 'ana'});
  expect(left(told.state(), NIGHT + 90 * MINUTE)).toBe('8h30m left');
  expect(left(told.state(), NIGHT + 11 * 60 * MINUTE)).toBeUndefined();
  expect(left(aWatch({settings: {operator: 'lee', schedules: [schedule]}}))).toBeUndefined();
  const alone = {...schedule, layers: schedule.layers.map(layer => ({...layer, users: ['ana']}))};
  expect(left(aWatch({settings: {schedules: [alone]}}))).toBeUndefined();
});
