import {expect, test} from 'vitest';
import {parseSilenceTime} from '../../src/ui/silence-time.js';

const now = Date.parse('2026-11-20T21:30:20Z');
const at = (text: string) => Date.parse(text);

test('a duration counts from now', () => {
  expect(parseSilenceTime('1h30m', {now})).toEqual({ok: true, duration: 5_400_000});
});

test('times of day are the next ones in the zone, the end after the start', () => {
  expect(parseSilenceTime('22:00 to 01:00', {now})).toEqual({
    ok: true,
    startsAt: at('2026-11-20T22:00Z'),
    endsAt: at('2026-11-21T01:00Z'),
  });
  expect(parseSilenceTime('22:00 to 23:00', {now, zone: 'Europe/Berlin'})).toEqual({
    ok: true,
    startsAt: at('2026-11-21T21:00Z'),
    endsAt: at('2026-11-21T22:00Z'),
  });
});

test('moments can be given from now and in full', () => {
  expect(parseSilenceTime('+30m to +2h', {now})).toEqual({
    ok: true,
    startsAt: now + 1_800_000,
    endsAt: now + 7_200_000,
  });
  expect(parseSilenceTime('2026-11-21T22:00Z to 2026-11-22T01:00Z', {now})).toMatchObject({
    ok: true,
    startsAt: at('2026-11-21T22:00Z'),
  });
});

test('what is no time says how one is written', () => {
  expect(parseSilenceTime('soon', {now})).toMatchObject({ok: false, message: expect.stringContaining('write 2h')});
  expect(parseSilenceTime('+2h to +1h', {now})).toEqual({ok: false, message: 'it would end before it starts'});
});
