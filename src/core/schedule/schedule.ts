import type {WeeklyHours} from '../time/weekly-hours.js';

/** People who take turns. */
export interface Layer {
  readonly name: string;
  /** In the order of their turns; never empty. Who is there twice has two turns. */
  readonly users: readonly string[];
  /** When the first turn begins, as the clocks of `zone` show it: the Unix ms at which those of UTC do. */
  readonly start: number;
  /** When the layer ends, Unix ms. */
  readonly until?: number;
  readonly zone: string;
  /** How long a turn is on those clocks, ms: turns of 7 days change at the same time of day all year. */
  readonly length: number;
  /** When somebody is on; turns go on outside of it. Absent for always. */
  readonly hours?: WeeklyHours;
}

/** Somebody who is on instead of whoever would be; Unix ms. */
export interface Override {
  readonly user: string;
  readonly from: number;
  readonly until: number;
}

/** One person at a time, or nobody. Later layers go before earlier ones where both have somebody, overrides before all. */
export interface Schedule {
  readonly name: string;
  readonly zone: string;
  readonly layers: readonly Layer[];
  readonly overrides: readonly Override[];
  /** It is kept elsewhere: its shifts are overrides, and beyond the last of them nothing is known. */
  readonly told?: {
    /** Whom the configuration names on it. */
    readonly people: readonly string[];
    /** Why it could not be read the last time. */
    readonly trouble?: string;
  };
}

/** A schedule that is kept elsewhere, as it was told. */
export function toldSchedule(
  {name, zone}: Pick<Schedule, 'name' | 'zone'>,
  {
    shifts,
    people,
    trouble,
  }: {readonly shifts: readonly Override[]; readonly people: readonly string[]; readonly trouble?: string},
): Schedule {
  return {
    name,
    zone,
    layers: [],
    overrides: shifts,
    told: {people, ...(trouble === undefined ? {} : {trouble})},
  };
}

/** Time with the same person on call, or with nobody; Unix ms, the end not part of it. */
export interface Tile {
  readonly user?: string;
  readonly from: number;
  readonly until: number;
}

/** Time of one person. */
export interface Shift extends Tile {
  readonly user: string;
}

/** Covers `from` to `until` without gap or overlap, in order; two tiles in a row have different people. */
export type Tiles = (from: number, until: number) => Iterable<Tile>;
