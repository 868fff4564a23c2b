import fc from 'fast-check';
import {expect, test} from 'vitest';
import {jsonFault} from '../../../../src/relay/hooks/body/json-fault.js';

const LIMITS = {depth: 3, parts: 4};
const fault = (text: string) => jsonFault(Buffer.from(text), LIMITS);

test.each([
  ['[[[1]]]', undefined],
  ['[[[[1]]]]', 'The JSON is nested more than 3 levels deep.'],
  ['{"a":{"b":[{}]}}', 'The JSON is nested more than 3 levels deep.'],
  ['[[[]],[[]],[[]]]', undefined],
  ['[1,2,3,4,5]', undefined],
  ['[1,2,3,4,5,6]', 'The JSON has more than 4 members and elements.'],
  ['{"a":1,"b":2}', undefined],
  ['{"a":1,"b":2,"c":3}', 'The JSON has more than 4 members and elements.'],
  ['"[[[[[[,,,,,,"', undefined],
  ['"\\"[[[[[["', undefined],
  ['["\\\\",[[[', 'The JSON is nested more than 3 levels deep.'],
  ['"ends in a \\', undefined],
  ['', undefined],
])('%s', (text, expected) => {
  expect(fault(text)).toBe(expected);
});

test('counts depth as a parser does, whatever stands in texts', () => {
  fc.assert(
    fc.property(fc.jsonValue({maxDepth: 6}), value => {
      const limits = {depth: depthOf(value), parts: 1e6};
      const raw = Buffer.from(JSON.stringify(value));
      expect(jsonFault(raw, limits)).toBeUndefined();
      if (limits.depth > 0) expect(jsonFault(raw, {...limits, depth: limits.depth - 1})).toContain('levels deep');
    }),
  );
});

function depthOf(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
