import type {Config} from '../../config/config.js';
import {type FoundOnCall, type Target, TargetError} from '../../core/escalation/target.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Data} from '../command.js';
import type {CommandContext} from '../context.js';
import {EXIT} from '../exit-codes.js';
import {clock, iso} from '../times.js';

/** So long, ms, a target may take to answer. */
const TIMEOUT = 20_000;

/** Who is on call by a target's own word, now or at a time (Unix ms). Rejects with {@link OperatorError}. */
export async function targetOnCall(
  name: string,
  {config, context, at}: {readonly config: Config; readonly context: CommandContext; readonly at: number | undefined},
): Promise<readonly FoundOnCall[]> {
  const targets = await context.targets(config);
  const target = targets.find(one => one.name === name);
  if (target === undefined)
    throw new OperatorError(`No target is called ${name}.`, {
      hint: `There ${targets.length === 0 ? 'is none' : `are ${targets.map(one => one.name).join(', ')}`}.`,
      exitCode: EXIT.notFound,
    });
  const power = target.powers['on-call'];
  if (power !== true || target.onCall === undefined)
    throw new OperatorError(`${name} does not tell who is on call: ${power === true ? target.kind : power}`, {
      hint: 'wk doctor --targets shows which do; wk oncall tells of the schedules of the configuration.',
    });
  return asked(target, at, context.signal);
}

async function asked(target: Target, at: number | undefined, signal: AbortSignal): Promise<readonly FoundOnCall[]> {
  try {
    return (await target.onCall?.(at, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]))) ?? [];
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const exitCode = error.kind === 'refused' ? EXIT.notAllowed : EXIT.unreachable;
    throw new OperatorError(error.message, {hint: error.hint, exitCode});
  }
}

/** The same for people and scripts. */
export function targetOnCallData(
  found: readonly FoundOnCall[],
  {now, config}: {readonly now: number; readonly config: Config},
): Data {
  const ends = (ms: number | undefined) => (ms === undefined ? '' : clock(ms, now, config));
  return {
    json: () =>
      found.map(({person, level, of, from, until}) => ({
        person,
        level: level ?? null,
        of: of ?? null,
        from: from === undefined ? null : iso(from),
        until: until === undefined ? null : iso(until),
      })),
    text: () => ({
      headings: ['ON CALL', 'LEVEL', 'FOR', 'FROM', 'UNTIL'],
      rows: found.map(({person, level, of = '', from, until}) => [
        person,
        level === undefined ? '' : String(level),
        of,
        ends(from),
        ends(until),
      ]),
    }),
  };
}
