import {describe, expect, test} from 'vitest';
import {onCallBy, onCallEnd} from '../../../src/core/schedule/on-call-end.js';
import {turnOf} from '../../../src/core/schedule/turn.js';
import {aLayer, aSchedule, at, DAY, HOUR, iso, wall} from './given.js';

const turns = (name: string, users: readonly string[], start: string) =>
  aSchedule([aLayer({users: [...users], start: wall(start), length: HOUR, zone: 'UTC'})], {name});
const NOON = at('2026-11-30T12:00:00Z');
const PRIMARY = turns('primary', ['ana', 'lee', 'mo'], '2026-11-30T11:35');
const SECONDARY = turns('secondary', ['ana', 'lee', 'mo'], '2026-11-30T11:37');

describe('somebody whom two schedules have on call at a time', () => {
  const asked = {user: 'ana', now: NOON};

  test('is on call until the later of their turns ends, not the first', () => {
    expect(iso(onCallEnd([PRIMARY, SECONDARY], asked) ?? 0)).toBe('2026-11-30T12:37Z');
    expect(onCallBy([PRIMARY, SECONDARY], asked)).toMatchObject({schedule: 'secondary'});
    expect(onCallEnd([SECONDARY, PRIMARY], asked)).toBe(onCallEnd([PRIMARY, SECONDARY], asked));
    expect(turnOf([PRIMARY, SECONDARY], asked)).toEqual({
      schedule: 'primary',
      endsBy: 'secondary',
      from: at('2026-11-30T11:35:00Z'),
      until: at('2026-11-30T12:37:00Z'),
    });
  });

  test('goes on with what begins as another ends, and not with what begins later', () => {
    const next = turns('next', ['lee', 'ana', 'mo'], '2026-11-30T11:35');
    const later = turns('later', ['lee', 'ana', 'mo'], '2026-11-30T11:36');
    expect(iso(turnOf([PRIMARY, next], asked)?.until ?? 0)).toBe('2026-11-30T13:35Z');
    expect(iso(turnOf([PRIMARY, later], asked)?.until ?? 0)).toBe('2026-11-30T12:35Z');
  });

  test('has turns that end where the schedules have them on call for ever, in turns', () => {
    const one = turns('primary', ['ana', 'lee'], '2026-11-30T11:35');
    const other = turns('secondary', ['lee', 'ana'], '2026-11-30T11:35');
    expect(iso(turnOf([one, other], asked)?.until ?? 0)).toBe('2026-11-30T12:35Z');
    expect(onCallBy([one, other], asked)).toMatchObject({schedule: 'primary', until: at('2026-11-30T12:35:00Z')});
    const always = aSchedule([aLayer({users: ['ana']})], {name: 'always'});
    expect(iso(turnOf([PRIMARY, always], asked)?.until ?? 0)).toBe('2026-11-30T12:35Z');
  });

  test('is asked about again where the schedules are others', () => {
    expect(iso(onCallEnd([PRIMARY], asked) ?? 0)).toBe('2026-11-30T12:35Z');
    expect(iso(onCallEnd([PRIMARY, SECONDARY], {...asked, now: NOON + HOUR / 2}) ?? 0)).toBe('2026-11-30T12:37Z');
    expect(onCallEnd([PRIMARY, SECONDARY], {...asked, now: NOON + DAY / 24 + HOUR})).toBeUndefined();
  });
});
