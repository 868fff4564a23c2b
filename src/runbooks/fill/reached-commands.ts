import {executedIn} from '../classify/executed.js';
import {commandsGiven} from '../classify/given-commands.js';
import {type Argument, commandName, type Feed, type Invocation} from '../classify/invocation.js';
import {invocationsIn} from '../classify/invocations.js';
import {looksUp} from '../classify/looks-up.js';
import {preparedTool} from '../classify/prepared-tool.js';
import {interpret, isShell} from '../classify/shells.js';
import {SQL_VALUES} from '../classify/sql-clients.js';
import {type Unwrapped, unwrap} from '../classify/unwrap.js';
import {takesData} from './data-readers.js';

const DEEPEST = 8;
/** They read their words, put together, as text for a shell. */
const READS_WORDS = /^(?:eval|trap)$/;
const EXECUTES = /^(?:find|fd|fdfind)$/;

/**
 * Every command that a text comes to, also behind wrappers, in texts for other shells and in what is handed to a command
 * to run: the outer before the inner. Of a wrapper only the name is there beside what it wraps.
 */
export function commandsReached(text: string): readonly Invocation[] {
  return reachedFrom(text, undefined, 0);
}

function reachedFrom(text: string, feed: Feed | undefined, depth: number): readonly Invocation[] {
  if (depth > DEEPEST) return [];
  return invocationsIn(text, feed).invocations.flatMap(one => reachedBy(one, depth));
}

function reachedBy(invocation: Invocation, depth: number): readonly Invocation[] {
  const name = commandName(invocation.words[0]);
  const below = depth + 1;
  if (below > DEEPEST) return [invocation];
  const unwrapped = looksUp(name, invocation) ? undefined : unwrap(invocation);
  if (unwrapped !== undefined) return [...insideOf(unwrapped, invocation, below), ...handed(invocation, below)];
  const scripts = scriptsOf(name, invocation).flatMap(one => reachedFrom(one.text, one.feed, below));
  const executed = EXECUTES.test(name) ? executedIn(invocation.words) : [];
  return [
    invocation,
    ...scripts,
    ...executed.flatMap(words => reachedBy({...invocation, words}, below)),
    ...handed(invocation, below),
  ];
}

function insideOf({inner, script}: Unwrapped, outer: Invocation, below: number): readonly Invocation[] {
  const {feed} = outer;
  if (script !== undefined) return [withoutFeed(outer), ...reachedFrom(script.value, feed, below)];
  if (inner !== undefined) return [withoutFeed(outer), ...reachedBy(inner, below)];
  // Without another command it may open a shell, which reads what comes.
  return [outer, ...(feed?.kind === 'text' ? reachedFrom(feed.text, undefined, below) : [])];
}

/** Its own words say how it runs the other command. */
function withoutFeed({feed: _, words, ...outer}: Invocation): Invocation {
  return {...outer, words: words.slice(0, 1)};
}

interface Script {
  readonly text: string;
  readonly feed: Feed | undefined;
}

function scriptsOf(name: string, invocation: Invocation): readonly Script[] {
  const {words, feed} = invocation;
  if (READS_WORDS.test(name)) {
    const read = name === 'trap' ? words.slice(1, 2) : words.slice(1);
    return [{text: read.map(({value}) => value).join(' '), feed: undefined}];
  }
  const script = interpret(invocation, false)?.script;
  if (script !== undefined) return [{text: script.value, feed}];
  const isFed = isShell(name) && feed?.kind === 'text';
  return isFed ? [{text: feed.text, feed: undefined}] : [];
}

function handed(invocation: Invocation, below: number): readonly Invocation[] {
  return commandsGiven(invocation).flatMap(({value}) => reachedFrom(value, undefined, below));
}

const SOURCES = /^(?:source|\.)$/;
const FETCHES_AND_RUNS = /^(?:npx|bunx|uvx|pnpx)$/;
/** What follows their `--` is no command. */
const OWN_DASHES = /^(?:git|npm|yarn|pnpm|bun|cargo|go|make|helm)$/;

/** The words of a command that say which program or file of commands runs. */
export function wordsThatName(invocation: Invocation): readonly Argument[] {
  const [first, ...args] = invocation.words;
  const name = commandName(first);
  const named = first === undefined ? [] : [first];
  const operand = args.find(({value}) => !value.startsWith('-'));
  const opens = SOURCES.test(name) || FETCHES_AND_RUNS.test(name) || runsFile(name, invocation);
  if (opens && operand !== undefined) named.push(operand);
  const dashes = args.findIndex(({value}) => value === '--');
  const behind = args[dashes + 1];
  if (preparedTool(name) === undefined && !SQL_VALUES.has(name) && !takesData(name)) named.push(...handedTo(args));
  const isPlugin = dashes > 0 && !OWN_DASHES.test(name) && !takesData(name) && operand !== behind;
  return isPlugin && behind !== undefined ? [...named, behind] : named;
}

/** Of a program that nobody has described here. */
const RUNS_ITS_VALUE = /^--?(?:[\w-]*-)?(?:exec|command|cmd|preview|askpass|pager|editor|hook|program|prog)$/;

/** The values of options that speak of another command. */
function handedTo(args: readonly Argument[]): readonly Argument[] {
  return args.flatMap((word, index) => {
    const equals = word.value.indexOf('=');
    const option = equals < 0 ? word.value : word.value.slice(0, equals);
    const value = equals < 0 ? args[index + 1] : word;
    return RUNS_ITS_VALUE.test(option) && value !== undefined ? [value] : [];
  });
}

/** A shell or a language that is given no program in an option takes its first word for a file with one. */
function runsFile(name: string, invocation: Invocation): boolean {
  const found = interpret(invocation, false);
  const given = invocation.words.some(({value}) => /^-[a-zA-Z]*[cemr]$|^--(?:eval|print)$/.test(value));
  return found !== undefined && found.script === undefined && !given && !/^(?:eval|at|batch)$/.test(name);
}
