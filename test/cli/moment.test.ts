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

  test.each(['soon', '25:00', '12:60', ''])('%j is no time', text => {
    expect(() => at(text, 'future')).toThrow(/is no time/);
  });
});
