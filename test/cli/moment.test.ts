import {describe, expect, test} from 'vitest';
import {parseMoment} from '../../src/cli/moment.js';

const now = Date.parse('2026-11-20T03:00:00Z');
const at = (text: string, toward: 'future' | 'past', zone = 'UTC') =>
  new Date(parseMoment(text, {flag: '--at', now, zone, toward})).toISOString().slice(0, 16);

describe('a time on the command line', () => {
  test.each([
    ['2h', 'future', '2026-11-20T05:00'],
    ['+1d', 'future', '2026-11-21T03:00'],
    ['90m', 'past', '2026-11-20T01:30'],
    ['2026-11-22T10:00:00+02:00', 'future', '2026-11-22T08:00'],
    ['2026-11-22 10:00', 'future', '2026-11-22T10:00'],
    ['2026-11-19', 'past', '2026-11-19T00:00'],
    ['2026-11-22 9:30', 'future', '2026-11-22T09:30'],
    ['2028-02-29', 'future', '2028-02-29T00:00'],
    ['15:30', 'future', '2026-11-20T15:30'],
    ['02:00', 'future', '2026-11-21T02:00'],
    ['02:00', 'past', '2026-11-20T02:00'],
    ['15:30', 'past', '2026-11-19T15:30'],
  ] as const)('%s (%s) is %s', (text, toward, expected) => {
    expect(at(text, toward)).toBe(expected);
  });

  test('a time of day is that of the zone, on its own day', () => {
    expect(at('15:30', 'future', 'Europe/Berlin')).toBe('2026-11-20T14:30');
    expect(at('22:00', 'future', 'America/New_York')).toBe('2026-11-20T03:00'.replace('20T03', '21T03'));
    expect(at('2026-07-01 12:00', 'future', 'Europe/Berlin')).toBe('2026-07-01T10:00');
  });

  test('the hour that comes twice is the one that is nearest', () => {
    const late = Date.parse('2026-10-25T01:45:00Z');
    const nearest = (toward: 'future' | 'past', from: number) =>
      new Date(parseMoment('02:30', {flag: '--at', now: from, zone: 'Europe/Berlin', toward})).toISOString();
    expect(nearest('past', late)).toBe('2026-10-25T01:30:00.000Z');
    expect(nearest('future', late - 60 * 60_000)).toBe('2026-10-25T01:30:00.000Z');
  });

  test.each([
    '2026-02-30 10:00',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-12-32 10:00',
    '2026-11-31T10:00:00Z',
    '2026-11-20 24:00',
  ])('%s, which there is not, is not taken for another day', text => {
    expect(() => at(text, 'future')).toThrow(/is no time/);
    expect(() => at(text, 'past', 'Europe/Berlin')).toThrow(/is no time/);
  });

  test.each(['soon', '25:00', '12:60', ''])('%j is no time', text => {
    expect(() => at(text, 'future')).toThrow(/is no time/);
  });
});
