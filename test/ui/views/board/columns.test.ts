import {describe, expect, test} from 'vitest';
import {columnsFor} from '../../../../src/ui/views/board/columns.js';

const LITTLE = {name: 12, place: 10, count: 0};
const MUCH = {name: 60, place: 60, count: 3};

describe('at 80 columns', () => {
  test('what short names and places leave blank goes to the summary', () => {
    expect(columnsFor(80, LITTLE)).toMatchObject({name: 14, place: 10, count: 0, summary: 31});
  });

  test('the place gives way a little where that makes room for a summary', () => {
    const columns = columnsFor(80, {name: 20, place: 22, count: 2});
    expect(columns.name).toBeGreaterThan(20);
    expect(columns.place).toBeLessThan(22);
    expect(columns.summary).toBeGreaterThanOrEqual(13);
  });

  test('long names take the room: a summary of a few letters says nothing', () => {
    expect(columnsFor(80, MUCH)).toMatchObject({summary: 0});
  });
});

test.each([60, 72, 80, 99, 100, 120, 160, 200])('the columns fill %i cells and no more', width => {
  for (const needs of [LITTLE, MUCH]) {
    const {style, state, name, place, summary, count, age} = columnsFor(width, needs);
    const taken = (style === 'narrow' ? 5 : 6) + state + name + place + 1 + summary + count + age;
    expect(taken).toBeLessThanOrEqual(width);
    expect(taken).toBeGreaterThanOrEqual(width - 1);
  }
});
