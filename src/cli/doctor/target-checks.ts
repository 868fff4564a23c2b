import type {Config} from '../../config/config.js';
import {TARGET_VERBS, type Target, TargetError, type TargetVerb} from '../../core/escalation/target.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {CommandContext} from '../context.js';
import {EXIT} from '../exit-codes.js';
import {type Check, fail, ok, warn} from './check.js';

/** So long, ms, one target may take to answer. */
const TIMEOUT = 20_000;

/** What each target can do and whether it would take a page, found out without paging anyone. */
export async function targetChecks(config: Config, context: CommandContext): Promise<readonly Check[]> {
  if (config.targets.length === 0)
    return [warn('targets', 'none is configured', 'Name one under `targets:`, or nobody can be called from here.')];
  try {
    const targets = await context.targets(config);
    const found = await Promise.all(targets.map(target => checksOf(target, context.signal)));
    return found.flat();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return [{...fail('targets', error.message, error.hint ?? ''), exitCode: EXIT.usage}];
  }
}

async function checksOf(target: Target, signal: AbortSignal): Promise<readonly Check[]> {
  const about = `target ${target.name}`;
  const verbs = Object.fromEntries(TARGET_VERBS.map(verb => [verb, target.powers[verb] === true]));
  return [
    {...ok(about, `${target.kind}: ${verbsOf(target)}`), verbs},
    ...missing(target),
    await answerOf(target, signal),
  ];
}

/** Each verb, and whether it is there. */
function verbsOf({powers}: Target): string {
  return TARGET_VERBS.map(verb => `${verb} ${powers[verb] === true ? 'yes' : 'no'}`).join(', ');
}

/** Why verbs are not there; several may be missing for one reason. */
function missing({name, kind, powers}: Target): readonly Check[] {
  const reasons = new Map<string, string[]>();
  for (const verb of TARGET_VERBS) {
    const power = powers[verb];
    if (power !== true) reasons.set(power, [...(reasons.get(power) ?? []), verb]);
  }
  return [...reasons].map(([reason, verbs]) => ok(`target ${name}`, `${kind} has no ${verbs.join(', ')}: ${reason}`));
}

async function answerOf(target: Target, signal: AbortSignal): Promise<Check> {
  const about = `target ${target.name}`;
  try {
    return ok(about, await target.check(AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)])));
  } catch (error) {
    if (error instanceof TargetError)
      return {
        ...fail(about, error.message, error.hint),
        exitCode: error.kind === 'refused' ? EXIT.notAllowed : EXIT.unreachable,
      };
    return {
      ...fail(about, error instanceof Error ? error.message : String(error), 'Look at its address and its network.'),
      exitCode: EXIT.unreachable,
    };
  }
}

/** The matrix of what each target can do, as lines; none where no target was looked at. */
export function matrixLines(checks: readonly Check[]): readonly string[] {
  const rows = checks.flatMap(({about, verbs}) => (verbs === undefined ? [] : [{name: nameIn(about), verbs}]));
  if (rows.length === 0) return [];
  const width = Math.max(HEADING.length, ...rows.map(({name}) => name.length));
  const line = (name: string, cell: (verb: TargetVerb) => string) =>
    [name.padEnd(width), ...TARGET_VERBS.map(verb => cell(verb).padEnd(verb.length))].join(' ').trimEnd();
  return [
    line(HEADING, verb => verb),
    ...rows.map(({name, verbs}) => line(name, verb => (verbs[verb] === true ? 'yes' : '-'))),
    '',
  ];
}

const HEADING = 'target';

function nameIn(about: string): string {
  return about.slice(`${HEADING} `.length);
}
