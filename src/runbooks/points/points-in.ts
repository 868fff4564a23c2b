import type {CarriedShell} from '../../core/runbook/run.js';
import type {Pointer} from '../../core/runbook/verdict.js';
import {parseBash} from '../bash/parse-bash.js';
import {holdsExpansion} from '../classify/arguments.js';
import {invocationsIn} from '../classify/invocations.js';
import {functionsIn, sessionOf} from '../classify/session.js';
import {atBranch, type Ways} from './branch-ways.js';
import {type At, type Outcome, pointsAt} from './points-at.js';
import {eachOnce, LOGIN_HOME, listOf, type Setting, type Settings} from './settings.js';

/**
 * Where the commands of a statement act: what their options, and the variables set before them, say of clusters and
 * clouds; each place once. A command that says nothing has a pointer without a name; what is known only when it runs is
 * said to be. `variables`: values that the runner will set. `carried`: what earlier statements left in the shell; what a
 * function of theirs runs is where its call acts. Never throws.
 */
export function pointsIn(
  text: string,
  variables: Readonly<Record<string, string>> = {},
  carried?: CarriedShell,
): readonly Pointer[] {
  const functions = sessionOf(carried)?.functions ?? new Map<string, string>();
  const {HOME} = variables;
  const begin: Settings = new Map([
    ...Object.entries(variables).map(([name, value]) => [name, name.endsWith('[@]') ? listIn(value) : value] as const),
    ...(HOME === undefined ? [] : [[LOGIN_HOME, HOME] as const]),
  ]);
  const at = {ways: [begin], begin, functions, args: [], stack: [], calls: {left: MOST_CALLS}, depth: 0, pointsOf};
  const {points} = pointsOf(text, at);
  const once = new Map(points.map(pointer => [JSON.stringify(pointer), pointer]));
  return [...once.values()];
}

/** Words as bash writes them, quoted. */
function listIn(text: string): Setting {
  const {ast, errors} = parseBash(`: ${text}`);
  const [statement, ...others] = ast.commands;
  const command = statement?.command;
  if (errors.length > 0 || others.length > 0 || command?.type !== 'Command' || holdsExpansion(command))
    return {unknown: text};
  return listOf(command.args.map(word => (word.type === 'Word' ? word.value : word.text)));
}

const DEEPEST = 8;
const MOST_CALLS = 500;

function pointsOf(text: string, around: At): Outcome {
  if (around.depth > DEEPEST || around.calls.left <= 0)
    return {points: [{tool: 'kube', unknown: 'shells inside shells'}], ways: around.ways};
  const own = functionsIn(text);
  const called = new Set<string>();
  const at = {...around, functions: new Map([...around.functions, ...own])};
  const points: Pointer[] = [];
  let ways: Ways = {now: at.ways, open: []};
  for (const invocation of invocationsIn(text).invocations) {
    if (invocation.branches?.some(({kind}) => kind === 'function') === true) continue;
    ways = atBranch(ways, invocation.branches ?? [], at.args);
    for (const {value} of invocation.words) if (own.has(value)) called.add(value);
    const outcomes = ways.now.map(settings => pointsAt(invocation, settings, at));
    points.push(...outcomes.flatMap(one => one.points));
    ways = {...ways, now: eachOnce(outcomes.flatMap(one => one.ways))};
  }
  const uncalled = [...own].filter(([name]) => !called.has(name) && !at.stack.includes(name));
  const defined = uncalled.flatMap(([name, body]) => pointsDefined(name, body, {...at, ways: ways.now}));
  return {points: [...points, ...defined], ways: atBranch(ways, [], at.args).now};
}

/** What a function says of where it will act; what its arguments decide is known when it is called. */
function pointsDefined(name: string, body: string, at: At): readonly Pointer[] {
  if (parseBash(body).errors.length > 0) return [];
  const {points} = pointsOf(body, {...at, args: [], stack: [...at.stack, name], depth: at.depth + 1});
  return points.filter(({unknown}) => unknown === undefined);
}
