import type {Pointer} from '../../core/runbook/verdict.js';
import {BUILT_IN} from '../bash/built-in.js';
import {type Argument, commandName, type Invocation} from '../classify/invocation.js';
import {preparedTool} from '../classify/prepared-tool.js';
import {interpret, isShell} from '../classify/shells.js';
import {isSpecial} from '../classify/specials.js';
import {type Unwrapped, unwrap} from '../classify/unwrap.js';
import {decidesPlace, pointerOf, pointersBy} from './pointer-of.js';
import {allUnknown, expandedWords, isNaming, resolved, type Settings, shortened} from './settings.js';
import {settingsAfter, settingsFor} from './settings-after.js';

/** What is known where a text begins. */
export interface At {
  /** All ways that can have led there. */
  readonly ways: readonly Settings[];
  /** What the whole statement began with. */
  readonly begin: Settings;
  /** Bodies of functions, by name. */
  readonly functions: ReadonlyMap<string, string>;
  /** With which the function is called whose body this is. */
  readonly args: readonly Argument[];
  /** Functions that are being called. */
  readonly stack: readonly string[];
  /** How many calls are still followed: functions may call each other without end. */
  readonly calls: {left: number};
  readonly depth: number;
  /** For a text inside the text. */
  readonly pointsOf: (text: string, at: At) => Outcome;
}

/** Where commands act, and all that they can have left set. */
export interface Outcome {
  readonly points: readonly Pointer[];
  readonly ways: readonly Settings[];
}

/** Where one command acts when it comes to it in one way. */
export function pointsAt(written: Invocation, settings: Settings, at: At): Outcome {
  const words = written.words.flatMap(word => (ALL_ARGS.test(word.text) ? at.args : [word]));
  const invocation = {...written, words};
  const own = settingsFor(invocation, settings);
  const [first, ...rest] = words;
  if (first?.computed === true) return pointsNamed(first, rest, {invocation, settings: own, at});
  const name = commandName(first);
  const called = at.functions.get(name);
  if (called !== undefined) return pointsCalled(called, {words, settings: own, at});
  if (STRAIGHT.test(name) && /^[^-]/.test(rest[0]?.value ?? ''))
    return pointsAt({...written, words: rest}, settings, {...at, functions: new Map()});
  if (name === 'eval') return pointsEvaluated(rest, own, at);
  const points = words.length === 0 ? [] : pointsFrom(invocation, own, at);
  return {points, ways: [settingsAfter(invocation, settings)]};
}

/** What follows is what its name says, and no function. */
const STRAIGHT = /^(?:command|builtin)$/;
const ALL_ARGS = /^"?\$(?:[@*]|\{[@*]\})"?$/;

interface Named {
  readonly invocation: Invocation;
  readonly settings: Settings;
  readonly at: At;
}

/** Of a command that stands in a variable, with options perhaps; one that is not known may act anywhere. */
function pointsNamed(first: Argument, rest: readonly Argument[], {settings, invocation, at}: Named): Outcome {
  const [name, ...more] = expandedWords([first], settings);
  if (name === undefined || name.computed || at.depth > DEEPEST)
    return {points: [{tool: 'kube', unknown: shortened(first.text.replace(/^"(.*)"$/s, '$1'))}], ways: [settings]};
  // In quotes it is one word for bash, and for its author most often a command with its options.
  const split = name.value.split(/\s+/).map(value => ({...name, value, text: value}));
  const words = [...(more.length === 0 ? split : [name, ...more]), ...rest];
  return pointsAt({...invocation, words, assigned: []}, settings, {...at, depth: at.depth + 1});
}

const DEEPEST = 8;

interface Call {
  readonly words: readonly Argument[];
  readonly settings: Settings;
  readonly at: At;
}

/** Of what a function runs; what it sets stays set, but for its own variables. */
function pointsCalled(body: string, {words: [name, ...args], settings, at}: Call): Outcome {
  const own = name?.value ?? '';
  if (body === '') return {points: [{tool: 'kube', unknown: `the function ${own}`}], ways: [allUnknown(own)]};
  if (at.stack.includes(own)) return {points: [], ways: [settings]};
  at.calls.left -= 1;
  const given = expandedWords(args, settings);
  const inside = new Map([
    ...[...settings].filter(([key]) => !/^\d+$/.test(key)),
    ...given.map((word, index) => [String(index + 1), resolved(word, settings)] as const),
  ]);
  const {points, ways} = at.pointsOf(body, {
    ...at,
    ways: [inside],
    args: given,
    stack: [...at.stack, own],
    depth: at.depth + 1,
  });
  return {points, ways: ways.map(way => outside(way, settings, body))};
}

function outside(way: Settings, before: Settings, body: string): Settings {
  const local = new Set(
    [...body.matchAll(/\blocal\b([^;\n&|]*)/g)].flatMap(
      ([, names = '']) => names.match(/\b[A-Za-z_]\w*(?==|\s|$)/g) ?? [],
    ),
  );
  const isOwn = (key: string) => /^\d+$/.test(key) || local.has(key);
  return new Map([...[...way].filter(([key]) => !isOwn(key)), ...[...before].filter(([key]) => isOwn(key))]);
}

/** Of the text that this shell itself reads. */
function pointsEvaluated(words: readonly Argument[], settings: Settings, at: At): Outcome {
  const texts = words.map(word => resolved(word, settings));
  const text = texts.every(one => typeof one === 'string') ? texts.join(' ') : undefined;
  if (text !== undefined) return at.pointsOf(text, {...at, ways: [settings], depth: at.depth + 1});
  const written = `eval ${words.map(one => one.text).join(' ')}`;
  return {points: [{tool: 'kube', unknown: shortened(written)}], ways: [allUnknown(written)]};
}

/** Of the command itself, and of what it runs in its turn. */
function pointsFrom(invocation: Invocation, settings: Settings, at: At): readonly Pointer[] {
  const own = pointerOf(invocation.words, settings);
  const inside = pointsInside(invocation, settings, at);
  if (own !== undefined) return [own, ...inside];
  return [...pointsBeside(invocation, settings, at), ...inside];
}

/** It is told nothing of where its commands act, and they are programs and files that nobody knows here. */
const RUNS_OTHERS =
  /^(?:g?make|just|task|rake|ansible(?:-\w+)?|npm|yarn|pnpm|python[\d.]*|ruby|perl|node|(?:ba|da|z|k)?sh)$/;

/** Of a command that may run such tools: `make KUBECONFIG=x`, `./deploy.sh` after KUBECONFIG was set. */
function pointsBeside({words}: Invocation, settings: Settings, at: At): readonly Pointer[] {
  const name = commandName(words[0]);
  const runs = RUNS_OTHERS.test(name) || (preparedTool(name) === undefined && !isSpecial(name) && !BUILT_IN.has(name));
  if (!runs || unwrap({words, sets: [], redirections: [], captured: false, background: false}) !== undefined) return [];
  const given = words.flatMap(word => {
    const [, key, text] = /^["']?([A-Z_]+)=(.*)$/s.exec(word.text) ?? [];
    if (key === undefined || text === undefined || !decidesPlace(key)) return [];
    return [[key, resolved({...word, value: word.value.slice(key.length + 1), text}, settings)] as const];
  });
  const inside = new Map([...settings, ...given]);
  return pointersBy(inside, at.begin);
}

function pointsInside(invocation: Invocation, settings: Settings, at: At): readonly Pointer[] {
  const below = {...at, ways: [settings], depth: at.depth + 1};
  if (below.depth > DEEPEST) return [];
  const unwrapped = unwrap(invocation);
  if (unwrapped === undefined) return pointsRun(invocation, settings, below);
  const inside = settingsInside(unwrapped, invocation, settings);
  const {inner, script} = unwrapped;
  // What the wrapper took away is no choice of the statement: a program that nobody knows is none for it.
  const there = {...below, ways: [inside], ...(inside === settings ? {} : {begin: inside})};
  if (script !== undefined) return at.pointsOf(script.value, there).points;
  const points = inner === undefined ? [] : pointsAt(inner, inside, there).points;
  if (unwrapped.name !== 'xargs' || !mayFeedOptions(invocation)) return points;
  return points.map(({tool}) => ({tool, unknown: 'what xargs is fed'}));
}

/** A file, or a text that is not known, may hold options as well as names. */
function mayFeedOptions({feed, words}: Invocation): boolean {
  if (feed === undefined) return words.some(({value}) => /^(?:-a|--arg-file)/.test(value));
  if (feed.kind === 'file') return true;
  if (feed.kind === 'pipe' && isNaming(feed.from[0] ?? '')) return false;
  if (feed.computed === true || !/^(?:echo|printf)$/.test(feed.from[0] ?? 'echo')) return true;
  return /(?:^|\s)["']?-/.test(feed.text.replace(/^\s*(?:-[neE]+\s+)+/, ''));
}

/** By a shell, or by a command that starts others. */
function pointsRun(invocation: Invocation, settings: Settings, below: At): readonly Pointer[] {
  const {words, feed} = invocation;
  const name = commandName(words[0]);
  const fed = isShell(name) && feed?.kind === 'text' ? feed.text : undefined;
  const text = interpret(invocation, false)?.script?.value ?? fed ?? (name === 'trap' ? words[1]?.value : undefined);
  if (text !== undefined) return below.pointsOf(text, below).points;
  if (BRINGS_KUBECTL.test(name)) return pointsAt({...invocation, words: words.slice(1)}, settings, below).points;
  if (!STARTS.test(name)) return [];
  return executedBy(words).flatMap(inner => pointsAt({...invocation, words: inner}, settings, below).points);
}

const BRINGS_KUBECTL = /^(?:k3s|minikube)$/;
const STARTS = /^(?:find|fd)$/;

/** Wrappers that run the other command on this machine. */
const STAYS =
  /^(?:sudo|doas|pkexec|env|g?timeout|nice|ionice|chrt|taskset|nohup|setsid|time|command|builtin|exec|stdbuf|unbuffer|chronic|proxychains4?|tsocks|noglob|faketime|busybox|toybox|watch|viddy|entr|xargs|parallel|strace|ltrace|valgrind|perf|bundle|npx|pipenv|poetry|flock|sshpass|su|runuser|systemd-run|script)$/;
/** As another user, who has files of their own. */
const OTHER_USER = /^(?:sudo|doas|pkexec|su|runuser|systemd-run)$/;
const KEEPS_ENVIRONMENT = /^(?:-[a-zA-Z]*E|--preserve-env(?:=.*)?|-m|-p)$/;

/** What the command inside a wrapper finds set. */
function settingsInside({name, inner}: Unwrapped, {words}: Invocation, settings: Settings): Settings {
  const own = words.slice(1, inner === undefined ? undefined : words.length - inner.words.length);
  const options = own.map(({value}) => value);
  if (!STAYS.test(name) || (name === 'env' && options.some(one => /^(?:-|-i|--ignore-environment)$/.test(one))))
    return allUnknown(name === 'env' ? 'env -i' : `what ${name} leads to has settings of its own`);
  if (OTHER_USER.test(name) && !options.some(one => KEEPS_ENVIRONMENT.test(one)))
    return allUnknown(`${name}: another user has settings of its own`);
  const unset = name === 'env' ? options.filter((_, index) => /^(?:-u|--unset)$/.test(options[index - 1] ?? '')) : [];
  return unset.length === 0
    ? settings
    : new Map([...settings, ...unset.map(one => [one, {unknown: `env -u ${one}`}] as const)]);
}

function executedBy(words: readonly Argument[]): readonly (readonly Argument[])[] {
  return words.flatMap(({value}, index) => {
    if (!/^(?:-exec|-execdir|-ok|-okdir|-x|-X)$|^--exec(?:-batch)?$/.test(value)) return [];
    const rest = words.slice(index + 1);
    const end = rest.findIndex(word => word.value === ';' || word.value === '+');
    return [end < 0 ? rest : rest.slice(0, end)];
  });
}
