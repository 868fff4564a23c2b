import type {Config} from '../../config/config.js';
import {logBegin} from '../../core/shift/log-begin.js';
import {OperatorError} from '../../lib/operator-error.js';
import {demandAnswer, failureReport} from '../answer.js';
import {type Args, durationOf} from '../args.js';
import type {CommandSpec, Data, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {parseMoment} from '../moment.js';
import {targetOnCall, targetOnCallData} from '../oncall/by-target.js';
import {onCallData, personData} from '../oncall/now.js';
import {periodData} from '../oncall/period.js';
import {demandPerson, type Period, type Rosters, rostersOf} from '../oncall/rosters.js';
import {workloadData} from '../oncall/workload.js';
import {bothClocks, clock, zoneOf} from '../times.js';
import {toldOfLog} from '../told-of-log.js';

const DAY = 86_400_000;
/** How far ahead the next shift is looked for where a schedule is kept elsewhere. */
const AHEAD = 75 * DAY;
const DAYS = 7;

export const oncall: CommandSpec = {
  arguments: [],
  flags: [
    {name: 'at', value: 'TIME', help: 'then instead of now: 15:30, "2026-12-24 09:00", 2d (from now)'},
    {name: 'schedule', value: 'NAME', repeat: true, help: 'only this schedule'},
    {name: 'target', value: 'NAME', help: 'by the word of this target, such as a pager, instead of the schedules'},
    {name: 'user', value: 'NAME', help: 'only this person, and when they are on next'},
    {name: 'from', value: 'TIME', help: 'every shift from then on, and when nobody is on'},
    {name: 'to', value: 'TIME', help: 'up to then'},
    {name: 'days', value: 'COUNT', help: `so many days; ${DAYS} unless --to is given`},
    {name: 'workload', value: 'DURATION', help: 'what the last time came to for each person: 4w'},
  ],
  details:
    'Says who is on call by the schedules of the configuration, until when, and who comes next. Nights are from 22:00 to ' +
    '06:00 and weekends Saturday and Sunday, by the clocks of the person; each counts with an hour or more. -o json is an array.',
  examples: [
    'wk oncall',
    'wk oncall --at "2026-12-24 20:00" -o json',
    'wk oncall --user ana',
    'wk oncall --target pager',
    'wk oncall --days 14 --schedule primary',
    'wk oncall --workload 4w',
  ],
  run: showOnCall,
};

interface Asking {
  readonly args: Args;
  readonly config: Config;
  readonly context: CommandContext;
  readonly now: number;
  /** The moment that is asked about. */
  readonly at: number;
}

async function showOnCall(args: Args, context: CommandContext): Promise<Result> {
  const back = durationOf(args, 'workload');
  const config = await context.loadConfig(args.globals, 'text');
  const now = context.now();
  const at = momentOf(args, 'at', {config, now, toward: 'future'}) ?? now;
  const asking = {args, config, context, now, at};
  const period = periodOf(asking);
  const target = args.text('target');
  if (target !== undefined) return showTarget(target, asking, back === undefined && period === undefined);
  if (back === undefined) return period === undefined ? showNow(asking) : showPeriod(asking, period);
  if (period !== undefined) {
    throw new OperatorError('--workload looks back by itself; --from, --to and --days do not go with it.', {
      hint: 'Write wk oncall --workload 4w, with --at TIME for another end than now.',
    });
  }
  return showWorkload(asking, {from: at - back, until: at});
}

async function showNow(asking: Asking): Promise<Result> {
  const {args, at} = asking;
  const found = await foundSchedules(asking, {from: at, until: at + AHEAD});
  const user = args.text('user');
  const data = user === undefined ? onCallData(found.rosters, asking) : personData(found.rosters, user, asking);
  return withMoment(told(found, data), asking);
}

/** What was typed may be another time than the one that was meant, so it is said which one is answered for. */
function withMoment(result: Result, {args, config, at}: Asking): Result {
  const asked = args.text('at');
  return asked === undefined ? result : {...result, said: [`At ${bothClocks(at, 0, config)}:`, ...(result.said ?? [])]};
}

/** A pager answers for one moment. */
async function showTarget(name: string, asking: Asking, isMoment: boolean): Promise<Result> {
  const {args, config, context, now, at} = asking;
  if (!isMoment || args.text('user') !== undefined || args.list('schedule').length > 0) {
    throw new OperatorError(
      '--target asks for one moment of everybody there; of the other flags only --at goes with it.',
      {
        hint: `Write wk oncall --target ${name}, with --at TIME for another moment than now.`,
      },
    );
  }
  const asked = args.text('at') === undefined ? undefined : at;
  const data = targetOnCallData(await targetOnCall(name, {config, context, at: asked}), {now, config});
  return withMoment({data}, asking);
}

async function showPeriod(asking: Asking, period: Period): Promise<Result> {
  const found = await foundSchedules(asking, period);
  return told(found, periodData(found.rosters, {...asking, period, user: asking.args.text('user')}));
}

async function showWorkload(asking: Asking, period: Period): Promise<Result> {
  const {args, config, context, now} = asking;
  const found = await foundSchedules(asking, period);
  const {facts, damage} = await context.readLog(config);
  const since = logBegin(facts);
  const shown = told(found, workloadData(found.rosters, {period, facts, user: args.text('user')}));
  const log = await toldOfLog(damage, {config, context});
  const note =
    since === undefined || since <= period.from
      ? []
      : [`Note: the log begins ${clock(since, now, config)}; what fired before is not counted.`];
  return {...shown, ...log, said: [...(shown.said ?? []), ...note, ...(log.said ?? [])]};
}

/** The schedules that were asked for, of which at least one is known. */
async function foundSchedules({args, config, context}: Asking, period: Period): Promise<Rosters> {
  const found = await rostersOf(config, {names: args.list('schedule'), period, context});
  demandAnswer(found.failures, found.rosters.length + found.failures.length);
  const user = args.text('user');
  if (user !== undefined) demandPerson(user, found);
  return found;
}

function told({failures}: Rosters, data: Data): Result {
  const {said, ...rest} = failureReport(failures);
  return {data, said, ...rest};
}

function periodOf({args, config, now, at}: Asking): Period | undefined {
  const from = momentOf(args, 'from', {config, now, toward: 'past'});
  const to = momentOf(args, 'to', {config, now, toward: 'future'});
  const days = daysOf(args);
  if (from === undefined && to === undefined && days === undefined) return undefined;
  if (to !== undefined && days !== undefined) {
    throw new OperatorError('--to and --days both say where the time ends.', {hint: 'Give one of them.'});
  }
  const begin = from ?? at;
  const until = to ?? begin + (days ?? DAYS) * DAY;
  if (until <= begin) throw new OperatorError('--to is not after --from.', {hint: 'Give the earlier time to --from.'});
  return {from: begin, until};
}

function daysOf(args: Args): number | undefined {
  const text = args.text('days');
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,2}$/.test(text)) {
    throw new OperatorError(`--days ${text} is no count of days.`, {hint: 'Write a number from 1 to 999.'});
  }
  return Number(text);
}

function momentOf(
  args: Args,
  flag: string,
  {config, now, toward}: {readonly config: Config; readonly now: number; readonly toward: 'future' | 'past'},
): number | undefined {
  const text = args.text(flag);
  return text === undefined ? undefined : parseMoment(text, {flag: `--${flag}`, now, zone: zoneOf(config), toward});
}
