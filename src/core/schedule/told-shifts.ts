import type {Shift, Tile, Tiles} from './schedule.js';

/** The tiles of shifts that were told from elsewhere: nobody between them, and of two at once the one that began later. */
export function tilesOfShifts(told: readonly Shift[]): Tiles {
  const shifts = joined([...told].sort((a, b) => a.from - b.from || a.until - b.until));
  return (from, until) => between(shifts, from, until);
}

/** As far as dates go, ms. */
const EVER = 8.64e15;

/** A shift that was told for exactly the time that was looked at has no bounds of its own: its person is always on. */
export function unbounded(shift: Shift, looked: {readonly from: number; readonly until: number}): Shift {
  return shift.from === looked.from && shift.until === looked.until ? {...shift, from: -EVER, until: EVER} : shift;
}

function* between(shifts: readonly Shift[], from: number, until: number): Generator<Tile> {
  let at = from;
  for (const shift of shifts) {
    if (shift.until <= at || shift.from >= until) continue;
    if (shift.from > at) yield {from: at, until: shift.from};
    const end = Math.min(shift.until, until);
    yield {user: shift.user, from: Math.max(at, shift.from), until: end};
    at = end;
  }
  if (at < until) yield {from: at, until};
}

function joined(shifts: readonly Shift[]): readonly Shift[] {
  const result: Shift[] = [];
  for (const shift of shifts) {
    const last = result.at(-1);
    if (last !== undefined && last.user === shift.user && shift.from <= last.until) {
      result[result.length - 1] = {...last, until: Math.max(last.until, shift.until)};
      continue;
    }
    if (last !== undefined && shift.from < last.until) result[result.length - 1] = {...last, until: shift.from};
    result.push(shift);
  }
  return result.filter(({from, until}) => until > from);
}
