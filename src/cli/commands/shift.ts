import type {Config} from '../../config/config.js';
import {type Relief, reliefsOf} from '../../core/handoff/relief.js';
import {lastHeardOf, type ShiftSpan, shiftsIn} from '../../core/handoff/shifts.js';
import {type SinceHandoff, staleText} from '../../core/handoff/since-handoff.js';
import {onCallBy} from '../../core/schedule/on-call-end.js';
import {turnOf} from '../../core/schedule/turn.js';
import {turnBegin} from '../../core/shift/decide-turns.js';
import type {Fact} from '../../core/shift/fact.js';
import {readableOf} from '../../core/shift/readable.js';
import type {RunningShift} from '../../core/shift/state.js';
import {untold, untoldAtEnd} from '../../core/shift/turns.js';
import {brief} from '../../core/time/duration.js';
import type {WatchState} from '../../core/watch-state.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Args} from '../args.js';
import type {CommandSpec, Data, Result} from '../command.js';
import {deliveryLine, settleDeliveries} from '../deliveries.js';
import {EXIT} from '../exit-codes.js';
import {parseMoment} from '../moment.js';
import {schedulesNow} from '../schedules-now.js';
import {bothClocks, iso, spanClocks, zoneOf} from '../times.js';
import {toldOfLog, withToldOfLog} from '../told-of-log.js';
import {refused, type Work, withHands} from '../with-hands.js';

export const shiftStart: CommandSpec = {
  arguments: [],
  flags: [
    {name: 'until', value: 'TIME', help: 'when it is to end: 09:00, 12h'},
    {name: 'from-schedule', help: 'begin it as a schedule says, or not at all; one that runs is left as it is'},
  ],
  details:
    'Begins your watch (--operator NAME for somebody else), until you are no longer on call by a schedule of the configuration, or until --until. With --from-schedule it began when your turn did, and nothing happens while you are not on call. An open cockpit begins and ends the watch of its operator by the schedule on its own, unless `shift: {from_schedule: false}` is set. The handoff is of one watch.',
  examples: ['wk shift start --until 09:00', 'wk shift start --from-schedule', 'wk shift start --operator lee'],
  run: (args, context) =>
    withHands({args, context, ...postsOf(args)}, async work => {
      const {operator} = work.config;
      const isBySchedule = args.on('from-schedule');
      const running = work.hands.state().shift.shift;
      if (isBySchedule && running?.operator === operator)
        return told(work, [`The watch of ${operator} runs already, since ${timeIn(work, running.startedAt)}.`]);
      const {words, said = [], ...begin} = isBySchedule ? await turnNow(work) : await endOf(work);
      if (args.globals.dryRun) return {said: [`Would begin the watch of ${operator}${words}.`]};
      const outcome = await work.hands.dispatch({type: 'start-shift', operator, ...begin});
      if (!outcome.ok) throw refused(outcome.refusal);
      const posts = await settledPosts(outcome.facts, work);
      return told(work, [...said, `${operator} has the watch${words}.`, ...posts]);
    }),
};

interface Begin {
  readonly endsAt?: number;
  readonly schedule?: string;
  readonly turn?: number;
  readonly words: string;
  /** What could not be looked at. */
  readonly said?: readonly string[];
}

/** The turn that the operator has now. */
async function turnNow(work: Work): Promise<Begin> {
  const {args, context, config} = work;
  if (args.text('until') !== undefined)
    throw new OperatorError('--until and --from-schedule are two ends of one watch.', {
      hint: 'Name one of them.',
      exitCode: EXIT.usage,
    });
  const {operator} = config;
  const {schedules, failures} = await schedulesNow(work);
  const turn = turnOf(schedules, {user: operator, now: context.now()});
  if (turn === undefined) {
    const none = schedules.length === 0 ? 'No schedule is known' : `${operator} has no turn now by any schedule`;
    throw new OperatorError([none, ...failures].join('; '), {
      hint: 'See who is on call with `wk oncall`; begin it anyway with `wk shift start`.',
      exitCode: failures.length > 0 ? EXIT.unreachable : EXIT.refused,
    });
  }
  const {schedule, from, until} = turn;
  const began = turnBegin(turn, work.hands.state(), context.now());
  const later = began === from ? '' : `; the turn began ${timeIn(work, from)}`;
  const words = ` since ${timeIn(work, began)} until ${timeIn(work, until)}, as the schedule ${schedule} says${later}`;
  return {endsAt: until, schedule, turn: from, words};
}

function timeIn({context, config}: Work, at: number): string {
  return bothClocks(at, context.now(), config);
}

/** When a watch that begins now is to end: as it is said, else with the operator's time on call. */
async function endOf(work: Work): Promise<Begin> {
  const {args, context, config} = work;
  const [until, now] = [args.text('until'), context.now()];
  if (until !== undefined) {
    const endsAt = parseMoment(until, {flag: '--until', now, zone: zoneOf(config), toward: 'future'});
    if (endsAt <= now)
      throw new OperatorError(`--until ${until} lies in the past.`, {
        hint: 'Write a time to come: 09:00, 12h.',
        exitCode: EXIT.usage,
      });
    return {endsAt, words: ` until ${bothClocks(endsAt, now, config)}`};
  }
  const {schedules, failures: said} = await schedulesNow(work);
  const onCall = onCallBy(schedules, {user: config.operator, now});
  if (onCall === undefined) return {words: '', said};
  const {until: endsAt, schedule} = onCall;
  return {endsAt, schedule, said, words: ` until ${bothClocks(endsAt, now, config)}, as the schedule says`};
}

export const shiftEnd: CommandSpec = {
  arguments: [],
  flags: [],
  details: 'Ends the running watch. What is open stays open: write the handoff with `wk handoff`.',
  examples: ['wk shift end'],
  run: (args, context) =>
    withHands({args, context, ...postsOf(args)}, async work => {
      const running = work.hands.state().shift.shift;
      if (running === undefined) return noneRunning(work);
      if (args.globals.dryRun) return {said: [`Would end the watch of ${running.operator}.`]};
      const missing = untold(running, work.hands.state());
      const outcome = await work.hands.dispatch({type: 'end-shift'});
      if (!outcome.ok) throw refused(outcome.refusal);
      return {
        data: {json: () => ({shift: running.id, operator: running.operator, ended: true}), text: () => [running.id]},
        said: [
          `The watch of ${running.operator} has ended after ${brief(context.now() - running.startedAt)}.`,
          ...staleLines(running, missing, work),
          ...(await settledPosts(outcome.facts, work)),
        ],
      };
    }),
};

/** What the handoff of a watch does not tell, and how it is written again. */
function staleLines(
  watch: RunningShift,
  missing: readonly SinceHandoff[],
  {context, config}: Pick<Work, 'context' | 'config'>,
): readonly string[] {
  if (missing.length === 0) return [];
  const said = staleText(watch, missing, {zone: zoneOf(config), now: context.now()});
  return [`Note: ${said}. Write it again with \`wk handoff --shift ${watch.id} --out FILE\`, or --send TARGET.`];
}

/** Where nothing can be recorded, not all could be read either, and one may be running. */
function noneRunning({hands}: Work): Result {
  const {recording} = hands.state();
  if (recording.ok) return {said: ['No watch is running.']};
  const {message, hint} = recording;
  throw new OperatorError(`No watch can be ended: ${message}`, {hint, exitCode: EXIT.failed});
}

/**
 * The watch is recorded in read-only mode, too; who is to be told of it is told where something may be sent, after a look
 * at what fires: that is told with it.
 */
function postsOf({globals}: Args) {
  const sends = ({posts = [], readOnly}: Config) => posts.length > 0 && !readOnly && !globals.dryRun;
  // Whoever is told of it is told of what fires, too: that has to be looked at.
  const need = (config: Config) => (sends(config) && config.alertmanagers.length > 0 ? 'live' : 'state');
  return {sends, need, recordsOnly: true} as const;
}

/** How long, ms, is waited for those who are told. What is not there then is tried again by the next cockpit. */
const WAIT = 10_000;

async function settledPosts(facts: readonly Fact[], {hands}: Work): Promise<readonly string[]> {
  return (await settleDeliveries(facts, hands, WAIT)).map(deliveryLine);
}

function told({hands}: Work, said: readonly string[]): Result {
  const {shift} = hands.state().shift;
  return {
    data: {
      json: () => (shift === undefined ? null : runningJson(shift)),
      text: () => (shift === undefined ? [] : [shift.id]),
    },
    said,
  };
}

export const shiftStatus: CommandSpec = {
  arguments: [],
  flags: [],
  details: 'Says whose watch it is, since when and until when.',
  examples: ['wk shift status', 'wk shift status -o json'],
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const state = await context.readState(config);
    const {shift: running} = state.shift;
    const now = context.now();
    const read = {config, context};
    if (running === undefined)
      return withToldOfLog({data: {json: () => null, text: () => []}, said: ['No watch is running.']}, state, read);
    const {id, operator, startedAt, endsAt, schedule} = running;
    const by = schedule === undefined ? '' : `, by the schedule ${schedule}`;
    const until =
      endsAt === undefined ? '' : `, until ${bothClocks(endsAt, now, config)}, ${leftText(endsAt - now)}${by}`;
    const taken = reliefsOf(state.shift);
    const reliefs = taken.map(({by: who, at}) => {
      const when = at === undefined ? '' : ` at ${bothClocks(at, now, config)}`;
      return `${who} has taken it over${when}; it ends when theirs begins: wk shift start`;
    });
    const missing = untoldAtEnd(running, state);
    const data: Data = {
      json: () => ({
        ...runningJson(running),
        ...(taken.length === 0 ? {} : {takenOver: taken.map(reliefJson)}),
        ...(missing.length === 0 ? {} : {notInHandoff: missing.map(one => ({...one, at: iso(one.at)}))}),
      }),
      text: () => [
        `${id}  ${operator} since ${bothClocks(startedAt, now, config)}${until}`,
        ...reliefs,
        ...staleLines(running, missing, read),
      ],
    };
    return withToldOfLog({data}, state, read);
  },
};

function runningJson({id, operator, startedAt, endsAt, schedule}: NonNullable<WatchState['shift']['shift']>) {
  return {
    id,
    operator,
    startedAt: iso(startedAt),
    ...(endsAt === undefined ? {} : {endsAt: iso(endsAt)}),
    ...(schedule === undefined ? {} : {schedule}),
  };
}

function reliefJson({by, at}: Relief) {
  return {by, ...(at === undefined ? {} : {at: iso(at)})};
}

function leftText(left: number): string {
  return left >= 0 ? `${brief(left)} left` : `${brief(-left)} over`;
}

export const shiftList: CommandSpec = {
  arguments: [],
  flags: [],
  details: 'Lists the watches of the log, the newest first.',
  examples: ['wk shift list', 'wk shift list -o json'],
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const {facts, damage} = await context.readLog(config);
    // Where it cannot be told whose log this is, what can be read of it is told by the damage.
    const own = await context.readState(config).then(
      ({shift}) => shift.origin,
      () => undefined,
    );
    const shifts = shiftsIn(readableOf(facts))
      .toReversed()
      .map((one): Listed => {
        const isOpenElsewhere = one.endedAt === undefined && own !== undefined && one.origin !== own;
        return isOpenElsewhere ? {...one, lastHeardOf: lastHeardOf(one.origin, facts)} : one;
      });
    const now = context.now();
    return {
      data: {
        json: () => shifts.map(jsonOf),
        text: () => ({
          headings: ['ID', 'OPERATOR', 'FROM', 'TO', 'LENGTH'],
          rows: shifts.map(one => rowOf(one, now, config)),
        }),
      },
      ...(await toldOfLog(damage, {config, context})),
    };
  },
};

/** A watch of another account has ended there, or has not: this log knows only until when it heard of that account. */
interface Listed extends ShiftSpan {
  /** Unix ms. */
  readonly lastHeardOf?: number;
}

function rowOf({id, operator, startedAt, endedAt, lastHeardOf: heard}: Listed, now: number, config: Config) {
  const end = endedAt ?? heard ?? now;
  const [from, to] = spanClocks({from: startedAt, to: end}, now, config);
  const length = brief(end - startedAt);
  if (endedAt !== undefined) return [id, operator, from, to, length];
  if (heard === undefined) return [id, operator, from, 'running', length];
  return [id, operator, from, `not ended as far as this log knows, last heard of ${to}`, `at least ${length}`];
}

function jsonOf({id, operator, startedAt, endsAt, endedAt, lastHeardOf: heard}: Omit<Listed, 'origin'>) {
  return {
    id,
    operator,
    startedAt: iso(startedAt),
    ...(endsAt === undefined ? {} : {endsAt: iso(endsAt)}),
    ...(endedAt === undefined ? {} : {endedAt: iso(endedAt)}),
    ...(heard === undefined ? {} : {lastHeardOf: iso(heard)}),
  };
}
