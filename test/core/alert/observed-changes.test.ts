import {expect, test} from 'vitest';
import {observedChanges} from '../../../src/core/alert/observed-changes.js';

test('reads JSON lines and lines that begin with a time, newest first, and leaves out the rest', () => {
  const output = [
    '2026-11-20T02:10:00Z checkout v411 deployed',
    'Warning: something else',
    '{"on": "2026-11-20T02:40:00Z", "text": "pool 50 -> 80", "service": "payments"}',
    '{"on": "never", "text": "x"}',
    '{broken',
  ].join('\n');
  expect(observedChanges(output)).toEqual([
    {on: Date.parse('2026-11-20T02:40:00Z'), text: 'pool 50 -> 80', service: 'payments'},
    {on: Date.parse('2026-11-20T02:10:00Z'), text: 'checkout v411 deployed'},
  ]);
});
