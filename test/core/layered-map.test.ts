import fc from 'fast-check';
import {expect, test} from 'vitest';
import {changedKeys, copyOf} from '../../src/core/layered-map.js';

/** More than are copied whole. */
const MANY = 600;

interface Step {
  readonly from: number;
  readonly writes: readonly {readonly key: string; readonly value: number | undefined}[];
}

const anyWrite = fc.record({
  key: fc.oneof(
    fc.integer({min: 0, max: 20}).map(at => `k${at}`),
    fc.integer({min: MANY - 10, max: MANY + 10}).map(at => `k${at}`),
  ),
  value: fc.option(fc.integer(), {nil: undefined}),
});
const anyStep: fc.Arbitrary<Step> = fc.record({
  from: fc.nat(),
  writes: fc.oneof(
    fc.array(anyWrite, {maxLength: 12}),
    // So many that what stands beside the first map is put together.
    fc
      .integer({min: 0, max: 90})
      .map(first => Array.from({length: 540}, (_, at) => ({key: `k${first + at}`, value: at}))),
  ),
});

function many(): Map<string, number> {
  return new Map(Array.from({length: MANY}, (_, at) => [`k${at}`, at]));
}

function written(map: Map<string, number>, {writes}: Step): Map<string, number> {
  for (const {key, value} of writes) {
    if (value === undefined) map.delete(key);
    else map.set(key, value);
  }
  return map;
}

test('copies of copies hold what copies of a Map would, in its order, and leave what they were made from alone', () => {
  fc.assert(
    fc.property(fc.array(anyStep, {maxLength: 8}), steps => {
      const versions = [{ours: many(), plain: many()}];
      for (const step of steps) {
        const {ours, plain} = versions[step.from % versions.length] ?? {ours: many(), plain: many()};
        versions.push({ours: written(copyOf(ours), step), plain: written(new Map(plain), step)});
      }
      for (const {ours, plain} of versions) {
        expect([...ours]).toEqual([...plain]);
        expect([...ours.keys()]).toEqual([...plain.keys()]);
        expect([...ours.values()]).toEqual([...plain.values()]);
        expect(ours.size).toBe(plain.size);
        for (const key of ['k0', 'k5', `k${MANY}`, 'none']) {
          expect([ours.get(key), ours.has(key)]).toEqual([plain.get(key), plain.has(key)]);
        }
      }
    }),
    {numRuns: 30},
  );
});

test('what differs between any two copies is named, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(anyStep, {minLength: 1, maxLength: 5}), steps => {
      const versions = [many()];
      for (const step of steps) versions.push(written(copyOf(versions[step.from % versions.length] ?? many()), step));
      for (const before of versions) {
        for (const after of versions) {
          const keys = new Set([...before.keys(), ...after.keys()]);
          const wanted = [...keys].filter(key => before.get(key) !== after.get(key));
          expect([...changedKeys(before, after)].sort()).toEqual(wanted.sort());
        }
      }
    }),
    {numRuns: 20},
  );
});

test('what is deleted while somebody walks through is not met any more', () => {
  const map = copyOf(many());
  const met: string[] = [];
  for (const key of map.keys()) {
    met.push(key);
    for (let ahead = 1; ahead <= 500; ahead += 1) map.delete(`k${Number(key.slice(1)) + ahead}`);
  }
  expect(met).toEqual(['k0', 'k501']);
  map.clear();
  expect([...map]).toEqual([]);
});
