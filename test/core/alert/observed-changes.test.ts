import {expect, test} from 'vitest';
import {observedChanges} from '../../../src/core/alert/observed-changes.js';

test('reads JSON lines and lines that begin with a time, newest first', () => {
  const output = [
    '2026-11-20T02:10:00Z checkout v411 deployed',
    '{"on": "2026-11-20T02:40:00Z", "text": "pool 50 -> 80", "service": "payments"}',
    '{"on": 1763000000, "text": "in seconds"}',
    '',
  ].join('\n');
  expect(observedChanges(output)).toEqual({
    changes: [
      {on: Date.parse('2026-11-20T02:40:00Z'), text: 'pool 50 -> 80', service: 'payments'},
      {on: Date.parse('2026-11-20T02:10:00Z'), text: 'checkout v411 deployed'},
      {on: 1_763_000_000_000, text: 'in seconds'},
    ],
  });
});

test('lines that cannot be read are counted and told, and not taken for changes of now', () => {
  const output = ['v412 deployed', '{"on": "never", "text": "x"}', '{broken', '2026-11-20T02:10:00Z fine'].join('\n');
  const {changes, trouble} = observedChanges(output);
  expect(changes).toHaveLength(1);
  expect(trouble).toMatch(
    /^3 lines of the changes command were not understood: v412 deployed \(it prints one change a line/,
  );
});
