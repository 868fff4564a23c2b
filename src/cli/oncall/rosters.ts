import type {Config, PagerDutySchedule, ScheduleConfig} from '../../config/config.js';
import {onCallAt, tilesOf} from '../../core/schedule/on-call.js';
import type {Schedule, Shift, Tiles} from '../../core/schedule/schedule.js';
import {tilesOfShifts} from '../../core/schedule/told-shifts.js';
import {nearest} from '../../lib/nearest.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {CommandContext, SourceFailure} from '../context.js';
import {EXIT} from '../exit-codes.js';

/** A schedule as a command sees it, wherever it is kept. */
export interface Roster {
  readonly name: string;
  readonly tiles: Tiles;
  /** Whom it names. */
  readonly people: ReadonlySet<string>;
  /** Whether an override has them on; unknown where it is kept elsewhere. */
  isOverride(at: number): boolean;
  /** The zone that a person's nights are of. */
  zoneOf(user: string): string;
}

export interface Rosters {
  readonly rosters: readonly Roster[];
  readonly failures: readonly SourceFailure[];
}

/** Unix ms. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/** The schedules that were asked for, or all. What is kept elsewhere is read for that period. */
export async function rostersOf(
  config: Config,
  {
    names,
    period,
    context,
  }: {readonly names: readonly string[]; readonly period: Period; readonly context: CommandContext},
): Promise<Rosters> {
  const chosen = chosenSchedules(config.schedules, names);
  const read = await Promise.all(
    chosen.map(one =>
      one.kind === 'own' ? {roster: ownRoster(one.schedule)} : pagerDutyRoster(one.schedule, period, context),
    ),
  );
  return {
    rosters: read.flatMap(one => ('roster' in one ? [one.roster] : [])),
    failures: read.flatMap(one => ('failure' in one ? [one.failure] : [])),
  };
}

/** Rejects for somebody whom no schedule names. */
export function demandPerson(user: string, {rosters, failures}: Rosters): void {
  if (failures.length > 0 || rosters.some(({people}) => people.has(user))) return;
  const people = [...new Set(rosters.flatMap(roster => [...roster.people]))];
  const meant = nearest(user, people);
  throw new OperatorError(`No schedule names ${user}.`, {
    hint: meant === undefined ? `These are named: ${people.join(', ')}.` : `Did you mean ${meant}?`,
    exitCode: EXIT.notFound,
  });
}

function chosenSchedules(schedules: readonly ScheduleConfig[], names: readonly string[]): readonly ScheduleConfig[] {
  if (schedules.length === 0) {
    throw new OperatorError('No schedule is configured.', {
      hint: 'Write one: schedule: {primary: {kind: rotation, users: [ana, lee], length: 7d, start: 2026-11-02T09:00}}',
    });
  }
  const known = schedules.map(({schedule}) => schedule.name);
  const unknown = names.find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new OperatorError(`There is no schedule ${unknown}.`, {
      hint: `The configuration has ${known.join(', ')}.`,
      exitCode: EXIT.notFound,
    });
  }
  return schedules.filter(({schedule}) => names.length === 0 || names.includes(schedule.name));
}

function ownRoster(schedule: Schedule): Roster {
  const {name, layers, overrides, zone} = schedule;
  return {
    name,
    tiles: (from, until) => tilesOf(schedule, from, until),
    people: new Set([...layers.flatMap(({users}) => users), ...overrides.map(({user}) => user)]),
    isOverride: at => {
      const on = onCallAt(schedule, at);
      return on !== undefined && on.layer === undefined;
    },
    zoneOf: user => layers.find(({users}) => users.includes(user))?.zone ?? zone,
  };
}

async function pagerDutyRoster(
  schedule: PagerDutySchedule,
  period: Period,
  context: CommandContext,
): Promise<{readonly roster: Roster} | {readonly failure: SourceFailure}> {
  const answer = await context.askSchedule(schedule, period);
  if ('failure' in answer) return answer;
  return {roster: toldRoster(schedule, answer.shifts)};
}

function toldRoster({name, people, zone}: PagerDutySchedule, shifts: readonly Shift[]): Roster {
  return {
    name,
    tiles: tilesOfShifts(shifts),
    people: new Set([...Object.keys(people), ...shifts.map(({user}) => user)]),
    isOverride: () => false,
    zoneOf: () => zone,
  };
}
