import {expect, test} from 'vitest';
import {tilesOfShifts} from '../../../src/core/schedule/told-shifts.js';

const shift = (user: string, from: number, until: number) => ({user, from, until});

test('told shifts cover the time, with nobody between them', () => {
  const tiles = tilesOfShifts([shift('lee', 20, 30), shift('ana', 0, 10), shift('ana', 5, 12)]);
  expect([...tiles(2, 40)]).toEqual([
    shift('ana', 2, 12),
    {from: 12, until: 20},
    shift('lee', 20, 30),
    {from: 30, until: 40},
  ]);
  expect([...tiles(25, 28)]).toEqual([shift('lee', 25, 28)]);
  expect([...tilesOfShifts([])(0, 5)]).toEqual([{from: 0, until: 5}]);
});

test('of two at once, the one that began later is on', () => {
  expect([...tilesOfShifts([shift('ana', 0, 10), shift('lee', 5, 15)])(0, 15)]).toEqual([
    shift('ana', 0, 5),
    shift('lee', 5, 15),
  ]);
});
