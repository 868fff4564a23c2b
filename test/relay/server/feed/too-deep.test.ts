import fc from 'fast-check';
import {expect, test} from 'vitest';
import {isTooDeep} from '../../../../src/relay/server/feed/too-deep.js';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test('64 levels are taken, one more is not', () => {
  expect(isTooDeep(nested(64))).toBe(false);
  expect(isTooDeep(nested(65))).toBe(true);
  expect(isTooDeep(`{"a":${nested(64)}}`)).toBe(true);
});

test('brackets in strings are text', () => {
  expect(isTooDeep(JSON.stringify({text: `${'['.repeat(500)}"\\${'{'.repeat(500)}`}))).toBe(false);
  expect(isTooDeep(`"\\\\"${nested(65)}`)).toBe(true);
});

test('many brackets side by side are not deep', () => {
  expect(isTooDeep(`[${'[],'.repeat(10_000)}[]]`)).toBe(false);
});

test('the depth of any JSON is what its values have', () => {
  fc.assert(
    fc.property(fc.jsonValue({maxDepth: 8}), fc.nat(70), (value, levels) => {
      const text = `${'['.repeat(levels)}${JSON.stringify(value)}${']'.repeat(levels)}`;
      expect(isTooDeep(text)).toBe(depthOf(value) + levels > 64);
    }),
  );
});

test('a text that is no JSON is looked through all the same', () => {
  expect(isTooDeep('"[[[[')).toBe(false);
  expect(isTooDeep('\\')).toBe(false);
  expect(isTooDeep('['.repeat(1_000_000))).toBe(true);
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
