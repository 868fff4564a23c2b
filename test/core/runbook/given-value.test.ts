// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {expect, test} from 'vitest';
import type {Placeholder} from '../../../src/core/runbook/fill.js';
import {givenFor} from '../../../src/core/runbook/given-value.js';

function placeholder(raw: string, name: string): Placeholder {
  return {raw, name, kind: 'angle', range: [0, raw.length], secret: false};
}

test.each([
  ['$COUNT', 'count', 'COUNT'],
  ['$COUNT', 'count', '$COUNT'],
  ['$COUNT', 'count', 'count'],
  ['${COUNT%%.*}', 'count', 'COUNT'],
  ['$NODE_ID', 'node', 'NODE_ID'],
  ['<pod-name>', 'pod', 'pod-name'],
  ['<pod-name>', 'pod', '<pod-name>'],
  ['<pod-name>', 'pod', 'POD_NAME'],
  ['<pod-name>', 'pod', 'pod'],
  ['{{ $labels.pod }}', 'pod', 'pod'],
  ['YOUR_API_KEY', 'apikey', 'YOUR_API_KEY'],
])('%s (%s) is filled by --set %s=1', (raw, name, key) => {
  expect(givenFor(placeholder(raw, name), new Map([[key, '1']]))).toBe('1');
});

test('a name that is another one fills nothing, and the exact one comes first', () => {
  expect(givenFor(placeholder('$COUNT', 'count'), new Map([['COUNTER', '1']]))).toBeUndefined();
  const given = new Map([
    ['COUNT', 'exact'],
    ['count', 'alike'],
  ]);
  expect(givenFor(placeholder('$COUNT', 'count'), given)).toBe('exact');
});
