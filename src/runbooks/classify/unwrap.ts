import {condition, fits, isNamed} from './condition.js';
import {durationIn} from './duration.js';
import {type Argument, type Assigned, commandName, type Invocation} from './invocation.js';
import {type Option, type ParsedArguments, parseOptions} from './options.js';
import {WRAPPERS, type Wrapper} from './tables/wrappers.js';

/** What stands inside a wrapper: another command, text for another shell, or nothing. */
export interface Unwrapped {
  readonly wrapper: Wrapper;
  readonly name: string;
  readonly inner?: Invocation;
  readonly script?: Argument;
  /** An option of the wrapper that may do more than say how. */
  readonly strange?: string;
  /** A terminal was asked for: `-it`. */
  readonly asksTerminal: boolean;
  /** ms, of `timeout 30`. */
  readonly timeout?: number;
}

interface Prepared {
  readonly wrapper: Wrapper;
  readonly verbs: readonly string[];
  readonly values: ReadonlySet<string>;
  readonly scripts: ReadonlySet<string>;
  /** Options that only say how; undefined where nobody has listed them. */
  readonly harmless: ReadonlySet<string> | undefined;
}

const PREPARED = prepare();

/** Looks into `sudo`, `ssh host`, `kubectl exec pod --` and the like; undefined for a command that is none. */
export function unwrap(invocation: Invocation): Unwrapped | undefined {
  const name = commandName(invocation.words[0]);
  const args = invocation.words.slice(1);
  for (const prepared of PREPARED.get(name) ?? []) {
    const at = behindVerb(args, prepared);
    if (at !== undefined) return inside(invocation, {name, args, at}, prepared);
  }
  return undefined;
}

interface Spot {
  readonly name: string;
  readonly args: readonly Argument[];
  /** First argument after the verb. */
  readonly at: number;
}

/** Where the arguments go on after the verb; options may stand before and in it. */
function behindVerb(args: readonly Argument[], {wrapper, verbs, values}: Prepared): number | undefined {
  if (verbs.length === 0) return 0;
  const {positionals} = parseOptions(args, {values, single: wrapper.single === true});
  const verb = positionals.map(({argument}) => argument.value);
  for (const words of verbs) {
    const one = condition(words);
    if (fits(one, {verb, options: []}) === 0) return (positionals[one.verb.length - 1]?.index ?? 0) + 1;
  }
  return undefined;
}

function inside(invocation: Invocation, spot: Spot, prepared: Prepared): Unwrapped {
  const {wrapper, values, scripts} = prepared;
  const rest = spot.args
    .slice(spot.at)
    .filter(({value}, at) => !(wrapper.names === 'env' && value === '-' && at === 0));
  const style = {values: new Set([...values, ...scripts]), single: wrapper.single === true};
  const all = parseOptions(rest, style);
  const before = parseOptions(rest, {...style, leading: true});
  const found = {
    wrapper,
    name: spot.name,
    asksTerminal: asksTerminal(spot, all),
    ...timeoutOf(wrapper, before),
    ...strangeIn(ownOptions(rest, before, wrapper), prepared),
  };
  const script = (wrapper.skip === undefined ? before : all).options.findLast(
    ({name, value}) => value !== undefined && [...scripts].some(one => isNamed(name, one)),
  )?.value;
  if (script !== undefined) return {...found, script};
  const words = [...entryOf(all, wrapper), ...wrapped(rest, before, wrapper)];
  if (words.length === 0) return found;
  if (wrapper.shell === true) return {...found, script: joined(words)};
  const {given, words: command} = assignmentsOff(words);
  const sets = [...invocation.sets, ...given.map(({name}) => name)];
  const assigned = [...(invocation.assigned ?? []), ...given];
  return {...found, inner: {...invocation, words: command, sets, assigned}};
}

/** The options of the wrapper itself, also those behind a host. */
function ownOptions(
  rest: readonly Argument[],
  before: ParsedArguments,
  {skip = 0, values}: Wrapper,
): readonly Option[] {
  const start = before.positionals[0]?.index ?? rest.length;
  const behind = skip === 0 ? [] : rest.slice(start + skip);
  return [...before.options, ...parseOptions(behind, {values: listed(values), leading: true}).options];
}

function strangeIn(options: readonly Option[], {harmless}: Prepared): {readonly strange?: string} {
  const strange = harmless && options.find(({name}) => !harmless.has(name) && !/^-\d/.test(name))?.name;
  return strange === undefined ? {} : {strange};
}

/** `docker run --entrypoint sh image -c ls` runs `sh -c ls`. */
function entryOf({options}: ParsedArguments, {entry}: Wrapper): readonly Argument[] {
  const value = entry === undefined ? undefined : options.findLast(({name}) => name === entry)?.value;
  return value === undefined ? [] : [value];
}

/** The other command: behind `--` where there is one, else behind the words that are skipped. */
function wrapped(rest: readonly Argument[], before: ParsedArguments, wrapper: Wrapper): readonly Argument[] {
  const skip = wrapper.skip ?? 0;
  const dashes = rest.findIndex(({value}) => value === '--');
  if (
    dashes >= 0 &&
    (skip > 0 || wrapper.dashes === 'only' || dashes <= (before.positionals[0]?.index ?? rest.length))
  ) {
    return rest.slice(dashes + 1);
  }
  if (wrapper.dashes === 'only') return [];
  const start = before.positionals[0]?.index;
  if (start === undefined) return [];
  return skip === 0 ? rest.slice(start) : afterSkipped(rest.slice(start), skip, wrapper);
}

/** `kubectl exec pod -c app cmd`: options may stand between the pod and the command; not behind an image. */
function afterSkipped(rest: readonly Argument[], skip: number, wrapper: Wrapper): readonly Argument[] {
  const behind = rest.slice(skip);
  if (wrapper.entry !== undefined) return behind;
  const first = parseOptions(behind, {values: listed(wrapper.values), leading: true}).positionals[0];
  return first === undefined ? [] : behind.slice(first.index);
}

function joined(words: readonly Argument[]): Argument {
  return {
    value: words.map(({value}) => value).join(' '),
    text: words.map(({text}) => text).join(' '),
    computed: words.some(({computed}) => computed),
    pattern: false,
    process: false,
    words,
  };
}

/** `sudo A=b cmd`, `env A=b cmd`. */
function assignmentsOff(words: readonly Argument[]) {
  const given: Assigned[] = [];
  for (const word of words) {
    const [, name, value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word.value) ?? [];
    if (name === undefined) break;
    given.push({name, value: {...word, value, text: word.text.slice(word.text.indexOf('=') + 1)}});
  }
  return {given, words: words.slice(given.length)};
}

function asksTerminal({args}: Spot, {options}: ParsedArguments): boolean {
  const names = options.map(({name}: Option) => name);
  return args.length > 0 && (names.includes('-t') || names.includes('--tty'));
}

function timeoutOf({names}: Wrapper, {positionals}: ParsedArguments): {readonly timeout?: number} {
  if (!names.startsWith('timeout')) return {};
  const timeout = durationIn(positionals[0]?.argument.value ?? '');
  return timeout === undefined ? {} : {timeout};
}

function prepare(): ReadonlyMap<string, readonly Prepared[]> {
  const byName = new Map<string, Prepared[]>();
  for (const wrapper of WRAPPERS) {
    const prepared = {
      wrapper,
      verbs: wrapper.verbs?.split('|') ?? [],
      values: listed(wrapper.values),
      scripts: new Set(wrapper.script?.split('|') ?? []),
      harmless:
        wrapper.options === undefined ? undefined : new Set([...listed(wrapper.options), '--', '--help', '--version']),
    };
    for (const name of wrapper.names.split(', ')) byName.set(name, [...(byName.get(name) ?? []), prepared]);
  }
  return byName;
}

/** The options of a wrapper with a word behind them. */
export function optionsWithWords({values, script, entry}: Wrapper): ReadonlySet<string> {
  return new Set([...listed(values), ...(script?.split('|') ?? []), ...(entry === undefined ? [] : [entry])]);
}

function listed(values: string | undefined): ReadonlySet<string> {
  return new Set((values ?? '').split(' ').filter(value => value !== ''));
}
