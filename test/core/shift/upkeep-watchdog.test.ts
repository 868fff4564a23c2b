import {expect, test} from 'vitest';
import {nothingLive, observe} from '../../../src/core/live/observe.js';
import type {SourceUpdate} from '../../../src/core/live/update.js';
import {silentWatchdogs} from '../../../src/core/shift/missing-watchdogs.js';
import {upkeepOfWatchdog} from '../../../src/core/shift/upkeep-watchdog.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {anAlert, aWatch, NIGHT, recorded, upHealth} from '../../support/given.js';

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
  expect(silentWatchdogs(state)).toEqual([['eu', NIGHT + MINUTE]]);
  expect(upkeepOfWatchdog(state, 'eu')).toEqual([{type: 'watchdog.missing', source: 'eu', on: NIGHT + MINUTE}]);
});

test('what the source shows decides over what the log says', () => {
  const facts = recorded([{type: 'watchdog.missing', source: 'eu', on: NIGHT - 60 * MINUTE}]);
  expect(silentWatchdogs({...aWatch({facts}), live: after(aWatch(), fires).live})).toEqual([]);
  const again = after(aWatch({facts}), fires, goes(NIGHT + MINUTE, NIGHT + 2 * MINUTE));
  expect(silentWatchdogs(again)).toEqual([['eu', NIGHT + MINUTE]]);
});

test('one that was missing before this process looked, and still is, has been missing since then', () => {
  const facts = recorded([{type: 'watchdog.missing', source: 'eu', on: NIGHT - 60 * MINUTE}]);
  const state = after(aWatch({facts, settings: {watchdogs: {eu: 'alertname="Watchdog"'}}}), {at: NIGHT + 1000});
  expect(silentWatchdogs(state)).toEqual([['eu', NIGHT - 60 * MINUTE]]);
});

test('one that another of its kind stands in for is not missing', () => {
  const other = anAlert({labels: {alertname: 'DeadMansSwitch', severity: 'none'}});
  const both = {alerts: {changed: [watchdog, other], gone: []}};
  const state = after(aWatch(), both, goes(NIGHT, NIGHT + MINUTE));
  expect(silentWatchdogs(state)).toEqual([]);
});

test('a return is recorded with the poll that showed it again', () => {
  const facts = recorded([{type: 'watchdog.missing', source: 'eu', on: NIGHT - 60 * MINUTE}]);
  const shown = after(aWatch({facts}), {health: upHealth({state: 'down'})}, {...fires, at: NIGHT + 1234});
  expect(upkeepOfWatchdog(shown, 'eu')).toEqual([{type: 'watchdog.returned', source: 'eu', on: NIGHT + 1234}]);
});
