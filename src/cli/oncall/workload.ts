import {type Interruptions, interruptionsOf} from '../../core/schedule/interruptions.js';
import {shiftsBetween} from '../../core/schedule/shifts.js';
import {type Workload, workloadOf, type ZonedShift} from '../../core/schedule/workload.js';
import type {Fact} from '../../core/shift/fact.js';
import type {Data} from '../command.js';
import {iso} from '../times.js';
import type {Period, Roster} from './rosters.js';

interface Load extends Workload {
  /** Absent where the log has nothing of that time. */
  readonly met?: Interruptions;
}

interface Showing {
  readonly period: Period;
  readonly facts: readonly Fact[];
  readonly user: string | undefined;
}

/** What a period on call came to for each person, over all of the schedules. */
export function workloadData(rosters: readonly Roster[], {period, facts, user}: Showing): Data {
  const shifts = rosters.flatMap(({tiles, zoneOf}) =>
    shiftsBetween(tiles, period.from, period.until).map((shift): ZonedShift => ({...shift, zone: zoneOf(shift.user)})),
  );
  const met = interruptionsOf(facts, shifts);
  const isLogged = hasFactsOf(facts, period);
  const all = workloadOf(shifts)
    .filter(load => user === undefined || load.user === user)
    .map((load): Load => {
      const theirs = isLogged ? met.get(load.user) : undefined;
      return {...load, ...(theirs === undefined ? {} : {met: theirs})};
    });
  return {
    json: () => all.map(load => json(load, period)),
    text: () => ({
      headings: ['WHO', 'SHIFTS', 'HOURS', 'NIGHTS', 'HOURS', 'WEEKENDS', 'HOURS', ...(isLogged ? LOGGED : [])],
      rows: all.map(load => [...loadCells(load), ...(isLogged ? metCells(load) : [])]),
      right: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    }),
  };
}

const LOGGED = ['ALERTS', 'AT NIGHT', 'PAGES', 'ACKS', 'CALLS'];

function hasFactsOf(facts: readonly Fact[], {from, until}: Period): boolean {
  return facts.some(({at}) => {
    const ms = Date.parse(at);
    return from <= ms && ms < until;
  });
}

function json({user, shifts, time, nights, nightTime, weekends, weekendTime, met}: Load, {from, until}: Period) {
  return {
    user,
    from: iso(from),
    until: iso(until),
    shifts,
    hours: hours(time),
    nights,
    nightHours: hours(nightTime),
    weekends,
    weekendHours: hours(weekendTime),
    alerts: met?.alerts ?? null,
    nightAlerts: met?.nightAlerts ?? null,
    pages: met?.pages ?? null,
    acks: met?.acks ?? null,
    calls: met?.calls ?? null,
  };
}

function loadCells({user, shifts, time, nights, nightTime, weekends, weekendTime}: Load): readonly string[] {
  const figures = [shifts, hours(time), nights, hours(nightTime), weekends, hours(weekendTime)];
  return [user, ...figures.map(String)];
}

function metCells({met}: Load): readonly string[] {
  const {alerts = 0, nightAlerts = 0, pages = 0, acks = 0, calls = 0} = met ?? {};
  return [alerts, nightAlerts, pages, acks, calls].map(String);
}

function hours(ms: number): number {
  return Number((ms / 3_600_000).toFixed(1));
}
