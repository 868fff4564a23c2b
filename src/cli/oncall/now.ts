import type {Config} from '../../config/config.js';
import type {Shift} from '../../core/schedule/schedule.js';
import {type Sight, shiftAfter, sightAt} from '../../core/schedule/shifts.js';
import {brief} from '../../core/time/duration.js';
import type {Data, TextFormat} from '../command.js';
import type {Table} from '../table.js';
import {clock, iso} from '../times.js';
import type {Roster} from './rosters.js';

interface Showing {
  readonly at: number;
  readonly now: number;
  readonly config: Config;
}

interface OnNow {
  readonly schedule: string;
  readonly sight: Sight;
  readonly override: boolean;
  readonly next: Shift | undefined;
}

/** Who is on call at a moment, until when, and who comes next. */
export function onCallData(rosters: readonly Roster[], showing: Showing): Data {
  const {at} = showing;
  const all = rosters.map(
    (roster): OnNow => ({
      schedule: roster.name,
      sight: sightAt(roster.tiles, at),
      override: roster.isOverride(at),
      next: shiftAfter(roster.tiles, at),
    }),
  );
  return {
    json: () => all.map(one => json(one, at)),
    text: format => (format === 'simple' ? all.map(simple) : table(all, format, showing)),
  };
}

/** The same for one person: whether they are on, until when, and when they are on next. */
export function personData(rosters: readonly Roster[], user: string, showing: Showing): Data {
  const {at, now, config} = showing;
  const all = rosters
    .filter(({people}) => people.has(user))
    .map(({name, tiles}) => {
      const sight = sightAt(tiles, at);
      return {schedule: name, on: sight.user === user, sight, next: shiftAfter(tiles, at, user)};
    });
  return {
    json: () =>
      all.map(({schedule, on, sight, next}) => ({
        schedule,
        user,
        at: iso(at),
        onCall: on,
        from: on ? time(sight.from) : null,
        until: on ? time(sight.until) : null,
        next: nextJson(next),
      })),
    text: () => ({
      headings: ['SCHEDULE', 'ON CALL', 'UNTIL', 'NEXT FROM', 'NEXT UNTIL'],
      rows: all.map(({schedule, on, sight, next}) => [
        schedule,
        on ? 'yes' : 'no',
        on ? ends(sight.until, showing) : '',
        next === undefined ? 'none in sight' : clock(next.from, now, config),
        next === undefined ? '' : clock(next.until, now, config),
      ]),
    }),
  };
}

function json({schedule, sight, override, next}: OnNow, at: number) {
  return {
    schedule,
    at: iso(at),
    user: sight.user ?? null,
    from: time(sight.from),
    until: time(sight.until),
    override,
    next: nextJson(next),
  };
}

function nextJson(next: Shift | undefined) {
  return next === undefined ? null : {user: next.user, from: iso(next.from), until: iso(next.until)};
}

function time(ms: number | undefined): string | null {
  return ms === undefined ? null : iso(ms);
}

function simple({schedule, sight}: OnNow): string {
  return `${schedule} ${sight.user ?? 'nobody'}`;
}

interface Column {
  readonly heading: string;
  /** Only in wide tables. */
  readonly wide?: true;
  cell(one: OnNow, showing: Showing): string;
}

const COLUMNS: readonly Column[] = [
  {heading: 'SCHEDULE', cell: ({schedule}) => schedule},
  {heading: 'ON CALL', cell: ({sight, override}) => `${sight.user ?? 'nobody'}${override ? ' (override)' : ''}`},
  {heading: 'SINCE', wide: true, cell: ({sight}, showing) => clockText(sight.from, showing)},
  {heading: 'UNTIL', cell: ({sight}, showing) => ends(sight.until, showing)},
  {heading: 'UNTIL UTC', wide: true, cell: ({sight}) => time(sight.until) ?? ''},
  {heading: 'NEXT', cell: ({next}) => next?.user ?? ''},
  {heading: 'FROM', cell: ({next}, showing) => clockText(next?.from, showing)},
];

function table(all: readonly OnNow[], format: TextFormat, showing: Showing): Table {
  const columns = COLUMNS.filter(({wide}) => wide !== true || format === 'wide');
  return {
    headings: columns.map(({heading}) => heading),
    rows: all.map(one => columns.map(({cell}) => cell(one, showing))),
  };
}

function clockText(ms: number | undefined, {now, config}: Showing): string {
  return ms === undefined ? '' : clock(ms, now, config);
}

function ends(until: number | undefined, {at, now, config}: Showing): string {
  return until === undefined ? 'no end in sight' : `${clock(until, now, config)} (${brief(until - at)})`;
}
