import {describe, expect, test} from 'vitest';
import {draftOf} from '../../../src/core/handoff/draft.js';
import {shiftsIn} from '../../../src/core/handoff/shifts.js';
import type {KnownTarget, Settings} from '../../../src/core/settings.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import {sentence} from '../../../src/core/shift/sentence.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {turnDue} from '../../../src/core/shift/turns.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {aWatch, NIGHT, recorded, story, types} from '../../support/given.js';
import {aLayer, aSchedule, DAY, HOUR, wall} from '../schedule/given.js';

const MINUTE = 60_000;
const LAYER = aLayer({users: ['ana', 'lee'], start: wall('2026-11-19T06:00'), length: DAY});
/** Ana is on call from six in the morning in Berlin for a day, then lee. */
const BEGAN = Date.parse('2026-11-19T05:00:00Z');
const ENDS = BEGAN + DAY;
const NEXT = BEGAN + 2 * DAY;
const TURNS: Partial<Settings> = {schedules: [aSchedule([LAYER])], turns: {grace: 2 * HOUR}};

const ROOM = {name: 'room', kind: 'slack', powers: {create: true}} as unknown as KnownTarget;

const tick = {type: 'tick-turns'} as const;
const watch = (settings: Partial<Settings> = {}) => story({settings: {...TURNS, ...settings}});

describe('a turn that has begun', () => {
  test('begins the watch of its person, as of its own begin, and once', () => {
    const night = watch();
    expect(night.when(tick, NIGHT, 'wk')).toEqual([
      {
        type: 'shift.started',
        shift: 'shifttest0001',
        operator: 'ana',
        endsAt: ENDS,
        schedule: 'primary',
        turn: BEGAN,
        on: BEGAN,
      },
    ]);
    expect(night.when(tick, NIGHT + 1, 'wk')).toEqual([]);
    expect(night.state().shift.shift).toMatchObject({startedAt: BEGAN, endsAt: ENDS, recordedAt: NIGHT});
    const [fact] = night.state().log;
    expect(fact && sentence(fact)).toBe(
      'the watch of ana began by the schedule primary, as of 11-19 05:00, until 05:00',
    );
    expect(shiftsIn(night.state().log)).toMatchObject([{operator: 'ana', startedAt: BEGAN}]);
  });

  test('is of whoever is on call, by the schedules that count, where anything is to happen by itself', () => {
    expect(watch({operator: 'lee'}).when(tick)).toEqual([]);
    expect(watch({turns: {grace: HOUR, by: ['backup']}}).when(tick)).toEqual([]);
    expect(story({settings: {schedules: TURNS.schedules ?? []}}).when(tick)).toEqual([]);
    expect(types(watch({operator: 'lee'}).when(tick, ENDS))).toEqual(['shift.started']);
  });

  test('is not taken again after somebody ended its watch, and the next one is', () => {
    const night = watch();
    night.when({type: 'start-shift', operator: 'ana'}, NIGHT - HOUR);
    expect(night.when(tick, NIGHT)).toEqual([]);
    night.when({type: 'end-shift'}, NIGHT);
    for (const at of [NIGHT, ENDS - 1, ENDS, NEXT - 1]) expect(night.when(tick, at)).toEqual([]);
    expect(types(night.when(tick, NEXT))).toEqual(['shift.started']);
  });

  test('is not taken again after a restart from a snapshot', () => {
    const night = watch();
    night.when(tick, NIGHT);
    night.when({type: 'end-shift'}, NIGHT + MINUTE);
    const shift = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(night.state().shift, NIGHT + MINUTE))));
    expect(shift?.ended).toEqual(night.state().shift.ended);
    expect(shift && turnDue({...night.state(), shift}, NIGHT + HOUR)).toBeUndefined();
  });

  test('does not reach into the watch that was on before in the same journal', () => {
    const night = watch();
    night.when({type: 'start-shift', operator: 'lee'}, BEGAN - HOUR);
    expect(night.when(tick, NIGHT)).toEqual([]);
    night.when({type: 'end-shift'}, NIGHT);
    expect(night.when(tick, NIGHT + MINUTE)).toMatchObject([{type: 'shift.started', operator: 'ana', on: NIGHT}]);
  });

  test('of somebody who is always on call begins no watch', () => {
    const ever = {user: 'ana', from: -8.64e15, until: 8.64e15};
    const alone = aSchedule([], {overrides: [ever], told: {people: ['ana']}});
    expect(watch({schedules: [alone]}).when(tick)).toEqual([]);
    expect(watch({schedules: [aSchedule([aLayer({users: ['ana']})])]}).when(tick)).toEqual([]);
  });

  test('is in the handoff of its whole time', () => {
    const night = watch();
    night.when(tick, NIGHT, 'wk');
    const {log} = night.state();
    const {handoff} = draftOf(night.state(), log, {now: NIGHT + HOUR, shift: shiftsIn(log)[0]});
    expect(handoff).toMatchObject({operator: 'ana', from: BEGAN, to: NIGHT + HOUR});
  });
});

describe('a watch that is over by its schedule', () => {
  const begun = () => {
    const night = watch();
    night.when(tick, NIGHT);
    return night;
  };
  const written = {type: 'handoff.written', sha256: 'x', shift: 'shifttest0001'} as const;

  test('goes on for the grace while its handoff is owed, and ends as of then', () => {
    const night = begun();
    for (const at of [ENDS, ENDS + HOUR, ENDS + 2 * HOUR - 1]) expect(night.when(tick, at)).toEqual([]);
    expect(night.when(tick, ENDS + 3 * HOUR)).toEqual([
      {type: 'shift.ended', shift: 'shifttest0001', on: ENDS + 2 * HOUR, because: 'schedule'},
    ]);
    expect(night.state().shift.ended).toMatchObject([{operator: 'ana', byItself: true, endedAt: ENDS + 2 * HOUR}]);
    expect(night.when(tick, ENDS + 3 * HOUR)).toEqual([]);
  });

  test('goes on as long as its operator does something', () => {
    const night = begun();
    night.when({type: 'note', text: 'still on it'}, ENDS + HOUR);
    expect(night.when(tick, ENDS + 3 * HOUR - 1)).toEqual([]);
    expect(types(night.when(tick, ENDS + 3 * HOUR))).toEqual(['shift.ended']);
  });

  test('ends a moment after its handoff, but not for one that was written in the middle of it', () => {
    const early = begun().hears([written], NIGHT, 'ana');
    expect(early.when(tick, ENDS + HOUR)).toEqual([]);
    const late = begun().hears([written], ENDS - 10 * MINUTE, 'ana');
    expect(late.when(tick, ENDS + 4 * MINUTE)).toEqual([]);
    expect(types(late.when(tick, ENDS + 5 * MINUTE))).toEqual(['shift.ended']);
  });

  const BACKUP = aSchedule([aLayer({users: ['ana', 'mo'], start: wall('2026-11-19T10:00'), length: DAY})], {
    name: 'backup',
  });

  test('is not over while another schedule still has its operator on call, and owes its handoff only then', () => {
    const night = watch({schedules: [...(TURNS.schedules ?? []), BACKUP]});
    expect(night.when(tick, NIGHT)).toMatchObject([{schedule: 'primary', turn: BEGAN, endsAt: ENDS + 4 * HOUR}]);
    expect(night.when(tick, ENDS + 5 * HOUR)).toEqual([]);
    expect(types(night.when(tick, ENDS + 6 * HOUR))).toEqual(['shift.ended']);
    expect(night.when(tick, ENDS + 6 * HOUR)).toEqual([]);
  });

  test('is followed by one of another schedule that has its operator on call for longer', () => {
    const night = watch({schedules: [...(TURNS.schedules ?? []), BACKUP]});
    night.when({type: 'start-shift', operator: 'ana', endsAt: ENDS, schedule: 'primary'}, NIGHT);
    expect(types(night.when(tick, ENDS + 2 * HOUR))).toEqual(['shift.ended']);
    expect(night.when(tick, ENDS + 2 * HOUR)).toMatchObject([
      {type: 'shift.started', schedule: 'backup', endsAt: ENDS + 4 * HOUR},
    ]);
  });

  test('makes room for the next turn of its operator at once', () => {
    const night = begun();
    expect(night.when(tick, NEXT + MINUTE)).toMatchObject([{type: 'shift.ended'}]);
    expect(night.when(tick, NEXT + MINUTE)).toMatchObject([{type: 'shift.started', turn: NEXT, on: NEXT}]);
  });

  test('that was begun by hand for a time of its own is never ended for anybody', () => {
    const night = watch();
    night.when({type: 'start-shift', operator: 'ana', endsAt: NIGHT + HOUR}, NIGHT);
    for (const at of [ENDS, NEXT, NEXT + DAY]) expect(night.when(tick, at)).toEqual([]);
  });
});

describe('the operator has a cockpit elsewhere, too', () => {
  const withOther = (state: WatchState, other: {readonly origin: string; readonly watch?: true}): WatchState => ({
    ...state,
    team: {
      feed: {name: 'relay', state: 'up', since: NIGHT - HOUR},
      echoed: 0,
      sources: new Map(),
      present: new Map([[other.origin, {by: 'ana', doing: 'here', ...other}]]),
    },
  });
  const state = aWatch({settings: TURNS});
  const begins = {begins: {schedule: 'primary'}};

  test('of two that see the turn begin, one begins the watch', () => {
    expect(turnDue(withOther(state, {origin: 'a-first'}), NIGHT)).toBeUndefined();
    expect(turnDue(withOther(state, {origin: 'z-last'}), NIGHT)).toMatchObject(begins);
  });

  test('one that has the watch keeps it', () => {
    expect(turnDue(withOther(state, {origin: 'z-last', watch: true}), NIGHT)).toBeUndefined();
  });

  test('who is there is waited for while the feed comes up, and no longer', () => {
    const {team, ...rest} = withOther(state, {origin: 'z-last'});
    const at = (feed: NonNullable<WatchState['team']>['feed']) =>
      turnDue({...rest, ...(team === undefined ? {} : {team: {...team, feed}})}, NIGHT);
    expect(at({name: 'relay', state: 'connecting', since: NIGHT - 1_000})).toBeUndefined();
    expect(at({name: 'relay', state: 'connecting', since: NIGHT - 20_000})).toMatchObject(begins);
    expect(at({name: 'relay', state: 'down', since: NIGHT})).toMatchObject(begins);
  });

  test('the room is told once of a turn', () => {
    const settings = {...TURNS, targets: [ROOM], posts: ['room']};
    const here = story({settings});
    expect(types(here.when(tick, NIGHT))).toEqual(['shift.started', 'delivery.requested']);
    const told = here
      .state()
      .log.filter(({type}) => type === 'delivery.requested')
      .map(fact => ({...fact, origin: 'elsewhere'}));
    const there = story({settings, facts: told});
    expect(types(there.when(tick, NIGHT))).toEqual(['shift.started']);
  });
});

test('a second begin is refused with what runs, since when, until when, and both ways on', () => {
  const night = story({settings: {ui: {title: true, bell: true, filter: '', group: 'route', views: []}}});
  night.when({type: 'start-shift', operator: 'ana', endsAt: NIGHT + 4 * HOUR}, NIGHT - HOUR);
  expect(night.when({type: 'start-shift', operator: 'lee'}, NIGHT, 'lee')).toMatchObject({
    refusal: {
      code: 'refused',
      message: 'The watch of ana runs, since 02:00Z (1h), until 07:00Z.',
      hint: 'End it with `wk shift end`, or take it over with `wk accept`: it ends then as yours begins.',
    },
  });
});

test('what somebody does after the end of a watch counts the same in one batch and in two', () => {
  const facts = [
    ...recorded(
      [{type: 'shift.started', shift: 's1', operator: 'ana', endsAt: NIGHT, schedule: 'primary'}],
      NIGHT - HOUR,
    ),
    ...recorded([{type: 'note.added', note: 'n1', text: 'on it'}], NIGHT + MINUTE),
  ].map((fact, index) => ({...fact, seq: index + 1}));
  const [first, ...rest] = facts;
  const once = fold(initialShift('here'), facts);
  expect(once.shift?.actedAt).toBe(NIGHT + MINUTE);
  expect(fold(fold(initialShift('here'), first === undefined ? [] : [first]), rest).shift).toEqual(once.shift);
});
