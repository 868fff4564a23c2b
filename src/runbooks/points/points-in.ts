import type {CarriedShell} from '../../core/runbook/run.js';
import type {Pointer} from '../../core/runbook/verdict.js';
import {type Argument, commandName, type Invocation} from '../classify/invocation.js';
import {invocationsIn} from '../classify/invocations.js';
import {sessionOf} from '../classify/session.js';
import {interpret, isShell} from '../classify/shells.js';
import {type Unwrapped, unwrap} from '../classify/unwrap.js';
import {pointerOf} from './pointer-of.js';
import {resolved, type Settings, settingsAfter, settingsFor} from './settings.js';

/**
 * Where the commands of a statement act: what their options, and the variables set before them, say of clusters and
 * clouds; each place once. A command that says nothing has a pointer without a name. `variables`: values that the runner
 * will set. `carried`: what earlier statements left in the shell; what a function of theirs runs is where its call acts.
 * Never throws.
 */
export function pointsIn(
  text: string,
  variables: Readonly<Record<string, string>> = {},
  carried?: CarriedShell,
): readonly Pointer[] {
  const functions = sessionOf(carried)?.functions ?? new Map<string, string>();
  const settings = new Map(Object.entries(variables));
  const found = pointsOf(text, {settings, functions, args: [], called: new Set(), depth: 0, elsewhere: false});
  const once = new Map(found.map(pointer => [JSON.stringify(pointer), pointer]));
  return [...once.values()];
}

interface At {
  readonly settings: Settings;
  /** Bodies of functions that earlier statements defined, by name. */
  readonly functions: ReadonlyMap<string, string>;
  /** With which the function is called whose body this is. */
  readonly args: readonly Argument[];
  /** Calls that were followed: functions may call each other without end. */
  readonly called: Set<string>;
  readonly depth: number;
  /** On another machine, whose own settings nobody knows here. */
  readonly elsewhere: boolean;
}

const DEEPEST = 8;
const MOST_CALLS = 500;

function pointsOf(text: string, at: At): readonly Pointer[] {
  if (at.depth > DEEPEST) return [];
  let {settings} = at;
  return invocationsIn(text).invocations.flatMap(written => {
    const invocation = {
      ...written,
      words: written.words.flatMap(word => (ALL_ARGS.test(word.text) ? at.args : [word])),
    };
    const points = pointsAt(invocation, {...at, settings: settingsFor(invocation, settings)});
    settings = settingsAfter(invocation, settings);
    return points;
  });
}

const ALL_ARGS = /^"?\$(?:[@*]|\{[@*]\})"?$/;

function pointsAt(invocation: Invocation, at: At): readonly Pointer[] {
  if (invocation.words[0]?.computed === true) return pointsNamed(invocation.words, at);
  const own = pointerOf(invocation.words, at.settings);
  const here = own === undefined || (at.elsewhere && own.name === undefined) ? [] : [own];
  return [...here, ...pointsInside(invocation, at), ...pointsCalled(invocation.words, at)];
}

/** Of a command that stands in a variable, with options perhaps; one that is not known may act anywhere. */
function pointsNamed([first, ...rest]: readonly Argument[], at: At): readonly Pointer[] {
  const variable = /^"?(\$\{?\w+\}?)"?$/.exec(first?.text ?? '')?.[1];
  if (first === undefined || variable === undefined) return [];
  const command = resolved(first, at.settings);
  if (command === variable) return [{tool: 'kube', name: variable}];
  return pointsOf([command, ...rest.map(({text}) => text)].join(' '), {...at, depth: at.depth + 1});
}

/** Of what a function runs that an earlier statement defined. */
function pointsCalled([name, ...args]: readonly Argument[], at: At): readonly Pointer[] {
  const body = at.functions.get(name?.value ?? '') ?? '';
  const call = [name, ...args].map(word => word?.text).join(' ');
  if (body === '' || at.called.has(call) || at.called.size >= MOST_CALLS) return [];
  at.called.add(call);
  const given = args.map((word, index) => [String(index + 1), resolved(word, at.settings)] as const);
  return pointsOf(body, {...at, args, settings: new Map([...at.settings, ...given]), depth: at.depth + 1});
}

/** What the command runs in its turn. */
function pointsInside(invocation: Invocation, at: At): readonly Pointer[] {
  const below = {...at, depth: at.depth + 1};
  if (below.depth > DEEPEST) return [];
  const unwrapped = unwrap(invocation);
  return unwrapped === undefined
    ? pointsRun(invocation, below)
    : pointsWrapped(unwrapped, STAYS.test(unwrapped.name) ? below : {...below, settings: new Map(), elsewhere: true});
}

function pointsWrapped({inner, script}: Unwrapped, inside: At): readonly Pointer[] {
  if (script !== undefined) return pointsOf(script.value, inside);
  if (inner === undefined) return [];
  return pointsAt(inner, {...inside, settings: settingsFor(inner, inside.settings)});
}

/** By a shell, or by a command that starts others. */
function pointsRun(invocation: Invocation, below: At): readonly Pointer[] {
  const {words, feed} = invocation;
  const name = commandName(words[0]);
  const fed = isShell(name) && feed?.kind === 'text' ? feed.text : undefined;
  const text = interpret(invocation, false)?.script?.value ?? fed ?? (READS.test(name) ? words[1]?.value : undefined);
  if (text !== undefined) return pointsOf(text, below);
  if (BRINGS_KUBECTL.test(name)) return pointsAt({...invocation, words: words.slice(1)}, below);
  return STARTS.test(name) ? executedBy(words).flatMap(inner => pointsAt({...invocation, words: inner}, below)) : [];
}

const READS = /^(?:eval|trap)$/;
const BRINGS_KUBECTL = /^(?:k3s|minikube)$/;
const STARTS = /^(?:find|fd)$/;

/** Wrappers that run the other command on this machine. */
const STAYS =
  /^(?:sudo|doas|pkexec|env|g?timeout|nice|ionice|chrt|taskset|nohup|setsid|time|command|builtin|exec|stdbuf|unbuffer|chronic|proxychains4?|tsocks|noglob|faketime|busybox|toybox|watch|viddy|xargs|parallel|strace|ltrace|valgrind|perf|bundle|npx|pipenv|poetry|flock|sshpass|su|runuser|systemd-run|script)$/;

function executedBy(words: readonly Argument[]): readonly (readonly Argument[])[] {
  return words.flatMap(({value}, index) => {
    if (!/^(?:-exec|-execdir|-ok|-okdir|-x|-X)$|^--exec(?:-batch)?$/.test(value)) return [];
    const rest = words.slice(index + 1);
    const end = rest.findIndex(word => word.value === ';' || word.value === '+');
    return [end < 0 ? rest : rest.slice(0, end)];
  });
}
