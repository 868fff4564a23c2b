import {shiftsIn} from '../../core/handoff/shifts.js';
import {parseJump} from '../../core/replay/parse-jump.js';
import {type RecordedWatch, recordedWatch} from '../../core/replay/recorded-watch.js';
import {MOST_REPLAY_SPEED} from '../../core/replay/replay-state.js';
import type {Fact} from '../../core/shift/fact.js';
import {readableOf} from '../../core/shift/readable.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {EXIT} from '../exit-codes.js';
import {logView} from '../log-view.js';
import {namedShift} from '../named-shift.js';
import {numberOf} from '../number-flag.js';
import {zoneOf} from '../times.js';
import {toldOfLog} from '../told-of-log.js';

export const replay: CommandSpec = {
  arguments: [{name: 'SHIFT', optional: true, help: 'its id or the end of that, as `wk shift list` shows it'}],
  flags: [
    {name: 'speed', value: 'N', help: 'how many times as fast as the world it plays (60)'},
    {name: 'at', value: 'TIME', help: 'where it begins: 03:41, 03:41Z, +2h, 2026-11-21T03:41Z'},
    {name: 'plain', help: 'print the watch as lines, as it is done without a terminal'},
  ],
  details:
    'Plays a watch of the log in the cockpit, as it was: the running one, else the last, or the one that is named. Nothing can be done in it, nothing is recorded, sent or asked of a source, and it may run beside an open cockpit. space holds it still, + and - change its speed, . and , go to the next fact of weight and back, > and < to incidents, @ to a time.',
  examples: ['wk replay', 'wk replay 4f2k --speed 600', 'wk replay --at 03:41', 'wk replay --plain'],
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const {facts, damage} = await context.readLog(config);
    const watch = watchOf(facts, args.words[0], damage);
    const at = momentOf(args, watch, zoneOf(config));
    const speed = numberOf(args, 'speed', MOST_REPLAY_SPEED);
    if (isPlain(args, context)) {
      const printed = lines(watch, {at, zone: zoneOf(config)});
      return {...printed, ...(await toldOfLog(damage, {config, context}))};
    }
    const exitCode = await context.playReplay(config, watch, {...speed, ...(at === undefined ? {} : {at})});
    return {...(await toldOfLog(damage, {config, context})), exitCode};
  },
};

function isPlain({globals, on}: Args, {stdin, stdout}: CommandContext): boolean {
  return on('plain') || globals.output !== undefined || !stdin.isTTY || !stdout.isTTY;
}

function watchOf(facts: readonly Fact[], id: string | undefined, damage: string | undefined): RecordedWatch {
  const readable = readableOf(facts);
  const shifts = shiftsIn(readable);
  const running = shifts.findLast(({endedAt}) => endedAt === undefined)?.id;
  const shift = namedShift(shifts, id, {running, damage});
  if (shift !== undefined) return recordedWatch(readable, shift);
  throw new OperatorError('There is no watch in the log.', {
    hint: damage ?? 'One is recorded from `wk shift start` to `wk shift end`.',
    exitCode: EXIT.notFound,
  });
}

function momentOf(args: Args, {from}: RecordedWatch, zone: string): number | undefined {
  const text = args.text('at');
  if (text === undefined) return undefined;
  const moment = parseJump(text, {at: from, from}, zone);
  if (moment !== undefined) return moment;
  throw new OperatorError(`--at ${text} is no time.`, {
    hint: 'Write 03:41, 03:41Z, a duration from the beginning of the watch such as +2h, or 2026-11-21T03:41Z.',
  });
}

/** What `wk log` prints, of that watch alone; names that were learned before it are known. */
function lines(
  {before, during, times}: RecordedWatch,
  {at, zone}: {readonly at: number | undefined; readonly zone: string},
): Result {
  const view = logView({since: undefined, types: [], about: [], zone});
  view.choose(before);
  const chosen = view.choose(during);
  const shown = at === undefined ? chosen : chosen.filter((_, index) => (times[index] ?? 0) >= at);
  return {data: {json: () => shown, text: format => view.lines(shown, format === 'wide'), prose: true}};
}
