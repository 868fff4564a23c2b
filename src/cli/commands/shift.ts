import type {Config} from '../../config/config.js';
import type {ShiftSpan} from '../../core/handoff/shifts.js';
import {shiftsIn} from '../../core/handoff/shifts.js';
import {onCallEnd} from '../../core/schedule/on-call-end.js';
import type {Fact} from '../../core/shift/fact.js';
import {isReadable} from '../../core/shift/readable.js';
import {brief} from '../../core/time/duration.js';
import type {WatchState} from '../../core/watch-state.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Args} from '../args.js';
import type {CommandSpec, Data, Result} from '../command.js';
import {deliveryLine, settleDeliveries} from '../deliveries.js';
import {EXIT} from '../exit-codes.js';
import {parseMoment} from '../moment.js';
import {bothClocks, clock, iso, zoneOf} from '../times.js';
import {toldOfLog, withToldOfLog} from '../told-of-log.js';
import {refused, type Work, withHands} from '../with-hands.js';

export const shiftStart: CommandSpec = {
  arguments: [],
  flags: [{name: 'until', value: 'TIME', help: 'when it is to end: 09:00, 12h'}],
  details:
    'Begins your watch (--operator NAME for somebody else), until you are no longer on call by a schedule of the configuration, or until --until. The handoff is of one watch.',
  examples: ['wk shift start --until 09:00', 'wk shift start --operator lee'],
  run: (args, context) =>
    withHands({args, context, ...postsOf(args)}, async work => {
      const {operator} = work.config;
      const {endsAt, words} = endOf(work);
      if (args.globals.dryRun) return {said: [`Would begin the watch of ${operator}${words}.`]};
      const outcome = await work.hands.dispatch({
        type: 'start-shift',
        operator,
        ...(endsAt === undefined ? {} : {endsAt}),
      });
      if (!outcome.ok) throw refused(outcome.refusal);
      const posts = await settledPosts(outcome.facts, work);
      return told(work, [`${operator} has the watch${words}.`, ...posts]);
    }),
};

/** When a watch that begins now is to end: as it is said, else with the operator's time on call. */
function endOf({args, context, config, hands}: Work): {readonly endsAt?: number; readonly words: string} {
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
  const endsAt = onCallEnd(hands.state().settings.schedules ?? [], {user: config.operator, now});
  if (endsAt === undefined) return {words: ''};
  return {endsAt, words: ` until ${bothClocks(endsAt, now, config)}, as the schedule says`};
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
      const outcome = await work.hands.dispatch({type: 'end-shift'});
      if (!outcome.ok) throw refused(outcome.refusal);
      return {
        data: {json: () => ({shift: running.id, operator: running.operator, ended: true}), text: () => [running.id]},
        said: [
          `The watch of ${running.operator} has ended after ${brief(context.now() - running.startedAt)}.`,
          ...(await settledPosts(outcome.facts, work)),
        ],
      };
    }),
};

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
    const {id, operator, startedAt, endsAt} = running;
    const until = endsAt === undefined ? '' : `, until ${bothClocks(endsAt, now, config)}, ${leftText(endsAt - now)}`;
    const data: Data = {
      json: () => runningJson(running),
      text: () => [`${id}  ${operator} since ${bothClocks(startedAt, now, config)}${until}`],
    };
    return withToldOfLog({data}, state, read);
  },
};

function runningJson({id, operator, startedAt, endsAt}: NonNullable<WatchState['shift']['shift']>) {
  return {id, operator, startedAt: iso(startedAt), ...(endsAt === undefined ? {} : {endsAt: iso(endsAt)})};
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
    const shifts = shiftsIn(facts.filter(isReadable)).toReversed();
    const now = context.now();
    const time = (ms: number | undefined, none: string) => (ms === undefined ? none : clock(ms, now, config));
    return {
      data: {
        json: () => shifts.map(jsonOf),
        text: () => ({
          headings: ['ID', 'OPERATOR', 'FROM', 'TO', 'LENGTH'],
          rows: shifts.map(({id, operator, startedAt, endedAt}) => [
            id,
            operator,
            time(startedAt, ''),
            time(endedAt, 'running'),
            brief((endedAt ?? now) - startedAt),
          ]),
        }),
      },
      ...(await toldOfLog(damage, {config, context})),
    };
  },
};

function jsonOf({id, operator, startedAt, endsAt, endedAt}: Omit<ShiftSpan, 'origin'>) {
  return {
    id,
    operator,
    startedAt: iso(startedAt),
    ...(endsAt === undefined ? {} : {endsAt: iso(endsAt)}),
    ...(endedAt === undefined ? {} : {endedAt: iso(endedAt)}),
  };
}
