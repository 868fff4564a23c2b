import {describe, expect, test} from 'vitest';
import {statusOf} from '../../src/core/board/status.js';
import {shiftsIn} from '../../src/core/handoff/shifts.js';
import {recordedWatch} from '../../src/core/replay/recorded-watch.js';
import {createReplay, type ReplayParts} from '../../src/engine/replay-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {WATCH_FACTS} from '../support/a-recorded-watch.js';
import {NIGHT, someSettings} from '../support/given.js';

const MINUTE = 60_000;

function playing(over: Partial<ReplayParts> = {}) {
  const pace = virtualClock(0);
  const [shift] = shiftsIn(WATCH_FACTS);
  if (shift === undefined) throw new Error('no shift');
  const replay = createReplay(recordedWatch(WATCH_FACTS, shift), {settings: someSettings(), pace, ...over});
  const {store} = replay.engine;
  return {
    ...replay,
    pace,
    store,
    minute: () => (replay.clock.now() - NIGHT) / MINUTE,
    firing: () => [...store.getState().live.alerts.values()].map(({labels}) => labels.alertname).sort(),
    said: () => JSON.stringify(store.getState().shift.notes.map(({text}) => text)),
  };
}

describe('a replay', () => {
  test('begins with what was known when the watch began, and goes on as it did', () => {
    const {pace, minute, firing} = playing({speed: 60});
    expect(firing()).toEqual(['Lag']);
    pace.advance(2_000);
    expect([minute(), firing()]).toEqual([2, ['DiskFull', 'Lag']]);
    pace.advance(28_000);
    expect([minute(), firing()]).toEqual([30, ['Lag']]);
  });

  test('shows what the sources showed: who had an alert, which silence was in force, which source was lost', () => {
    const {control, store} = playing();
    control.goTo(NIGHT + 12 * MINUTE);
    const then = store.getState();
    expect([...then.shift.acks.values()]).toMatchObject([{ack: 'wk-1', status: 'placed'}]);
    expect([...then.live.silences.values()]).toMatchObject([{createdBy: 'mo', state: 'active'}]);
    expect(then.live.sources.get('eu')).toMatchObject({state: 'up', lastGood: NIGHT + 12 * MINUTE});
    control.goTo(NIGHT + 45 * MINUTE);
    expect(store.getState().live.sources.get('eu')).toMatchObject({state: 'down', lastGood: NIGHT + 40 * MINUTE});
  });

  test('a jump back folds anew: the state is that of a replay which never went further', () => {
    const far = playing();
    far.control.goTo(NIGHT + 50 * MINUTE);
    far.control.goTo(NIGHT + 12 * MINUTE);
    const near = playing();
    near.control.goTo(NIGHT + 12 * MINUTE);
    expect(far.store.getState()).toEqual(near.store.getState());
  });

  test('stands still while it is paused, and goes on from there', () => {
    const {pace, minute, control} = playing({speed: 60});
    pace.advance(1_000);
    control.pause();
    pace.advance(60_000);
    expect(minute()).toBe(1);
    control.pause();
    pace.advance(1_000);
    expect(minute()).toBe(2);
  });

  test('goes faster and slower, within bounds', () => {
    const {control, store} = playing({speed: 60});
    const speed = () => store.getState().replay?.speed;
    control.faster();
    expect(speed()).toBe(120);
    for (let press = 0; press < 20; press += 1) control.faster();
    expect(speed()).toBe(3600);
    for (let press = 0; press < 20; press += 1) control.slower();
    expect(speed()).toBe(1);
  });

  test('goes on from where it was seen last when the process was suspended for long', () => {
    const clock = virtualClock(0);
    let asleep = 0;
    const {minute} = playing({speed: 60, pace: {...clock, monotonic: () => clock.monotonic() + asleep}});
    clock.advance(1_000);
    expect(minute()).toBe(1);
    asleep = 600_000;
    clock.advance(250);
    expect(minute()).toBe(2);
  });

  test('stops at the end of the watch, and begins anew when it is let go on', () => {
    const {pace, minute, control, store, said} = playing({speed: 3600});
    pace.advance(10_000);
    expect([minute(), store.getState().replay?.paused]).toEqual([60, true]);
    expect(said()).not.toContain('after the watch');
    control.pause();
    expect([minute(), store.getState().replay?.paused]).toEqual([0, false]);
  });

  test('goes to facts of weight ahead and back, and says where there is none', () => {
    const {control, minute} = playing();
    const stops = [];
    while (control.goToMark('weight', 'next')) stops.push(minute());
    expect(stops).toEqual([1, 5, 20, 40, 60]);
    expect(control.goToMark('weight', 'previous')).toBe(true);
    expect(minute()).toBe(40);
    expect(control.goToMark('incident', 'previous')).toBe(false);
  });

  test('never goes outside of its watch', () => {
    const {control, minute} = playing({at: NIGHT + 500 * MINUTE});
    expect(minute()).toBe(60);
    control.goTo(NIGHT - 500 * MINUTE);
    expect(minute()).toBe(0);
  });

  test('refuses whatever it is asked to do, and says so above everything else', async () => {
    const {engine, store, clock} = playing({settings: someSettings({operator: 'ana'})});
    const outcome = await engine.dispatch({type: 'note', text: 'hello'});
    expect(outcome).toMatchObject({ok: false, refusal: {message: expect.stringContaining('replay')}});
    const board = {total: 0, shelves: {'needs-you': {severities: {}}}} as never;
    const [loudest] = statusOf(board, store.getState(), clock.now()).banners;
    expect(loudest).toMatchObject({kind: 'replay', tone: 'alarm', text: expect.stringContaining('watch of lee')});
  });
});
