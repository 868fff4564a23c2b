import type {Pointer} from '../../core/runbook/verdict.js';
import {type Argument, commandName, type Invocation} from '../classify/invocation.js';
import {invocationsIn} from '../classify/invocations.js';
import {interpret, isShell} from '../classify/shells.js';
import {type Unwrapped, unwrap} from '../classify/unwrap.js';
import {pointerOf} from './pointer-of.js';
import {type Settings, settingsAfter, settingsFor} from './settings.js';

/**
 * Where the commands of a statement act: what their options, and the variables set before them, say of clusters and
 * clouds; each place once. A command that says nothing has a pointer without a name. `variables`: values that the runner
 * will set. Never throws.
 */
export function pointsIn(text: string, variables: Readonly<Record<string, string>> = {}): readonly Pointer[] {
  const found = pointsOf(text, {settings: new Map(Object.entries(variables)), depth: 0, elsewhere: false});
  const once = new Map(found.map(pointer => [JSON.stringify(pointer), pointer]));
  return [...once.values()];
}

interface At {
  readonly settings: Settings;
  readonly depth: number;
  /** On another machine, whose own settings nobody knows here. */
  readonly elsewhere: boolean;
}

const DEEPEST = 8;

function pointsOf(text: string, at: At): readonly Pointer[] {
  if (at.depth > DEEPEST) return [];
  let {settings} = at;
  return invocationsIn(text).invocations.flatMap(invocation => {
    const points = pointsAt(invocation, {...at, settings: settingsFor(invocation, settings)});
    settings = settingsAfter(invocation, settings);
    return points;
  });
}

function pointsAt(invocation: Invocation, at: At): readonly Pointer[] {
  const own = pointerOf(invocation.words, at.settings);
  const here = own === undefined || (at.elsewhere && own.name === undefined) ? [] : [own];
  return [...here, ...pointsInside(invocation, at)];
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
