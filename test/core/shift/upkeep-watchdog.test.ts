import {describe, expect, test} from 'vitest';
import {banners} from '../../../src/core/board/banner.js';
import {nothingLive, observe} from '../../../src/core/live/observe.js';
import type {SourceUpdate} from '../../../src/core/live/update.js';
import {silentWatchdogs} from '../../../src/core/shift/missing-watchdogs.js';
import {upkeepOfWatchdog} from '../../../src/core/shift/upkeep-watchdog.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {stateMessage, stateOf} from '../../../src/engine/wire-format.js';
import {anAlert, aWatch, keyOf, NIGHT, recorded, story, types, upHealth} from '../../support/given.js';

const watchdog = anAlert({labels: {alertname: 'Watchdog', severity: 'none'}});
const {fingerprint, startsAt} = watchdog;
const MINUTE = 60_000;

/** What these updates, one after the other, show. */
function after(start: WatchState, ...updates: readonly Partial<SourceUpdate>[]): WatchState {
  const live = updates.reduce(
    (before, update) => observe(before, {source: 'eu', at: NIGHT, health: upHealth(), ...update}, start.settings),
    nothingLive,
  );
  return {...start, live};
}

const fires = {alerts: {changed: [watchdog], gone: []}};
const goes = (on: number, at: number) => ({
  at,
  alerts: {changed: [], gone: [{fingerprint, startsAt, on, reason: 'absent' as const}]},
});

test('a missing Watchdog is counted from the first poll that missed it, not from when that was judged', () => {
  const state = after(aWatch(), fires, goes(NIGHT + MINUTE, NIGHT + 2.5 * MINUTE));
  expect(silentWatchdogs(state)).toEqual([{source: 'eu', since: NIGHT + MINUTE}]);
  expect(upkeepOfWatchdog(state, {source: 'eu', now: NIGHT, whole: false})).toEqual([
    {type: 'watchdog.missing', source: 'eu', on: NIGHT + MINUTE},
  ]);
});

test('what the source shows decides over what the log says', () => {
  const facts = recorded([{type: 'watchdog.missing', source: 'eu', on: NIGHT - 60 * MINUTE}]);
  expect(silentWatchdogs({...aWatch({facts}), live: after(aWatch(), fires).live})).toEqual([]);
  const again = after(aWatch({facts}), fires, goes(NIGHT + MINUTE, NIGHT + 2 * MINUTE));
  expect(silentWatchdogs(again)).toEqual([{source: 'eu', since: NIGHT + MINUTE}]);
});

test('one that was missing before this process looked, and still is, has been missing since then', () => {
  const facts = recorded([{type: 'watchdog.missing', source: 'eu', on: NIGHT - 60 * MINUTE}]);
  const state = after(aWatch({facts, settings: {watchdogs: {eu: 'alertname="Watchdog"'}}}), {at: NIGHT + 1000});
  expect(silentWatchdogs(state)).toEqual([{source: 'eu', since: NIGHT - 60 * MINUTE}]);
});

describe('of two Watchdogs of one source', () => {
  const {fingerprint: _, ...rest} = watchdog;
  const other = anAlert({...rest, labels: {alertname: 'Watchdog', cluster: 'x', instance: 'y'}});
  const both = {alerts: {changed: [watchdog, other], gone: []}};
  const banner = (state: WatchState) => banners(state, NIGHT + 5 * MINUTE).find(({kind}) => kind === 'watchdog');

  test('one that goes while the other fires raises the banner, which names its labels', () => {
    const state = after(aWatch(), both, goes(NIGHT + MINUTE, NIGHT + 2 * MINUTE));
    expect(silentWatchdogs(state)).toMatchObject([{source: 'eu', since: NIGHT + MINUTE, labels: watchdog.labels}]);
    expect(banner(state)).toMatchObject({
      tone: 'alarm',
      text: 'No Watchdog severity=none from eu for 4m: alerts may not be reaching you',
    });
  });

  test('one that comes back is missing no more, and neither are those of an attached cockpit', () => {
    const gone = after(aWatch(), both, goes(NIGHT + MINUTE, NIGHT + 2 * MINUTE));
    const sent = JSON.parse(JSON.stringify(stateMessage(gone, NIGHT))) as Parameters<typeof stateOf>[0];
    expect(silentWatchdogs(stateOf(sent) ?? aWatch())).toEqual(silentWatchdogs(gone));
    const back = after(aWatch(), both, goes(NIGHT + MINUTE, NIGHT + 2 * MINUTE), {...fires, at: NIGHT + 3 * MINUTE});
    expect(silentWatchdogs(back)).toEqual([]);
  });

  test('one whose place another took that began later, as with a renamed Prometheus, is not missing', () => {
    const heir = {...other, startsAt: NIGHT + 1.5 * MINUTE};
    const state = after(
      aWatch(),
      fires,
      {alerts: {changed: [heir], gone: []}},
      goes(NIGHT + MINUTE, NIGHT + 2 * MINUTE),
    );
    expect(silentWatchdogs(state)).toEqual([]);
  });

  test('when both go, it is the source that has none', () => {
    const {fingerprint: second} = other;
    const gone = {fingerprint: second, startsAt, on: NIGHT, reason: 'absent' as const};
    const state = after(aWatch(), both, goes(NIGHT, NIGHT + MINUTE), {alerts: {changed: [], gone: [gone]}});
    expect(silentWatchdogs(state)).toEqual([{source: 'eu', since: NIGHT}]);
  });
});

test('a return is recorded with the poll that showed it again', () => {
  const facts = recorded([{type: 'watchdog.missing', source: 'eu', on: NIGHT - 60 * MINUTE}]);
  const shown = after(aWatch({facts}), {health: upHealth({state: 'down'})}, {...fires, at: NIGHT + 1234});
  expect(upkeepOfWatchdog(shown, {source: 'eu', now: NIGHT, whole: false})).toEqual([
    {type: 'watchdog.returned', source: 'eu', on: NIGHT + 1234},
  ]);
});

test('an alert that is gone resolves, and its ack ends, while the Watchdog is missing', () => {
  const alert = anAlert();
  const settings = {watchdogs: {eu: 'alertname="Watchdog"'}};
  const night = story({alerts: [alert], settings});
  night.when({type: 'reconcile', source: 'eu'});
  night.when({type: 'ack', alerts: [keyOf(alert)]});
  night.shows({alerts: [], settings});
  const {fingerprint, startsAt} = alert;
  const gone = [{fingerprint, startsAt, on: NIGHT, reason: 'absent' as const}];
  const facts = night.when({type: 'reconcile', source: 'eu', gone}, NIGHT + 60_000);
  expect(types(facts)).toEqual(expect.arrayContaining(['alert.resolved', 'ack.ended']));
});
