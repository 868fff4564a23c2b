import type {Config} from '../../config/config.js';
import type {Tile} from '../../core/schedule/schedule.js';
import {brief} from '../../core/time/duration.js';
import type {Data} from '../command.js';
import {clock, iso} from '../times.js';
import type {Period, Roster} from './rosters.js';

interface Showing {
  readonly period: Period;
  readonly now: number;
  readonly config: Config;
  /** Only theirs; without, the time in which nobody is on is there too. */
  readonly user: string | undefined;
}

/** Every shift of a period, and its gaps. */
export function periodData(rosters: readonly Roster[], {period, now, config, user}: Showing): Data {
  const all = rosters.flatMap(({name, tiles}) =>
    [...tiles(period.from, period.until)]
      .filter(tile => user === undefined || tile.user === user)
      .map((tile): Tile & {readonly schedule: string} => ({schedule: name, ...tile})),
  );
  return {
    json: () =>
      all.map(({schedule, user: who, from, until}) => ({
        schedule,
        user: who ?? null,
        from: iso(from),
        until: iso(until),
      })),
    text: format => ({
      headings: [
        'SCHEDULE',
        'ON CALL',
        'FROM',
        'UNTIL',
        'LENGTH',
        ...(format === 'wide' ? ['FROM UTC', 'UNTIL UTC'] : []),
      ],
      rows: all.map(({schedule, user: who, from, until}) => [
        schedule,
        who ?? 'nobody',
        clock(from, now, config),
        clock(until, now, config),
        brief(until - from),
        ...(format === 'wide' ? [iso(from), iso(until)] : []),
      ]),
    }),
  };
}
