import {expect, test} from 'vitest';
import {parseJump} from '../../../src/core/replay/parse-jump.js';

const at = (text: string) => Date.parse(text);
const watch = {from: at('2026-11-20T21:30:20Z'), at: at('2026-11-21T01:00:00Z')};

test.each([
  ['+10m', '2026-11-21T01:10:00Z'],
  ['-1h', '2026-11-21T00:00:00Z'],
  ['21:30', '2026-11-20T21:30:00Z'],
  ['22:15', '2026-11-20T22:15:00Z'],
  ['03:41', '2026-11-21T03:41:00Z'],
  ['3:41:07', '2026-11-21T03:41:07Z'],
  ['2026-11-21T04:00Z', '2026-11-21T04:00:00Z'],
])('%s is %s in a watch that began at 21:30:20', (text, moment) => {
  expect(parseJump(text, watch, undefined)).toBe(at(moment));
});

test('a time of day is read in the zone of the operator, and in UTC with a Z', () => {
  expect(parseJump('03:41', watch, 'Europe/Berlin')).toBe(at('2026-11-21T02:41:00Z'));
  expect(parseJump('03:41Z', watch, 'Europe/Berlin')).toBe(at('2026-11-21T03:41:00Z'));
});

test.each(['', 'noon', '25:00', '12:61', '+soon'])('%j is no time', text => {
  expect(parseJump(text, watch, undefined)).toBeUndefined();
});
