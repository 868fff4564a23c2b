import {type Condition, conditions, fits} from './condition.js';
import {durationIn} from './duration.js';
import {commandName, type Finding, heavier, type Invocation, type Weight, weightOf} from './invocation.js';
import {type ParsedArguments, parseOptions} from './options.js';
import {resourceOf} from './resource.js';
import {TOOLS} from './tables/index.js';
import type {Tool} from './tool.js';

/** A tool with its lists read. */
export interface PreparedTool {
  readonly tool: Tool;
  readonly values: ReadonlySet<string>;
  readonly switches: ReadonlySet<string>;
  readonly levels: readonly (readonly [Weight, readonly Condition[]])[];
  readonly previews: readonly Condition[];
  readonly floor: readonly Condition[];
  readonly terminal: readonly Condition[];
  readonly endless: readonly Condition[];
}

interface Match {
  readonly level: Weight;
  readonly condition: Condition;
  readonly at: number;
}

const BY_NAME = new Map<string, PreparedTool>();
const BY_PATTERN: (readonly [RegExp, PreparedTool])[] = [];
for (const tool of TOOLS) {
  const prepared = prepare(tool);
  for (const name of tool.names.split(/,\s*/)) {
    if (name.includes('*'))
      BY_PATTERN.push([new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '.+')}$`), prepared]);
    else BY_NAME.set(name, prepared);
  }
}

/** Judges by the tables; undefined for a command that they do not name. */
export function judgeTool(invocation: Invocation): Finding | undefined {
  const name = commandName(invocation.words[0]);
  const prepared = BY_NAME.get(name) ?? BY_PATTERN.find(([pattern]) => pattern.test(name))?.[1];
  if (prepared === undefined) return undefined;
  const args = parseOptions(invocation.words.slice(1), {
    values: prepared.values,
    single: prepared.tool.single === true,
  });
  const call = {verb: verbOf(args.positionals, prepared.tool), options: args.options};
  const found = levelOf(name, prepared, args);
  const anywhere = prepared.tool.anywhere === true;
  const is = (list: readonly Condition[]) => list.some(one => fits(one, call, anywhere) !== undefined);
  const timeout = timeoutOf(args);
  return {
    ...found,
    ...(is(prepared.terminal) && !(invocation.captured && prepared.tool.any === 'reads') ? {needsTerminal: true} : {}),
    ...(is(prepared.endless) && !invocation.background ? {endless: true} : {}),
    ...(timeout === undefined ? {} : {timeout}),
  };
}

function levelOf(name: string, prepared: PreparedTool, args: ParsedArguments): Finding {
  const {tool, switches} = prepared;
  const verb = args.positionals.map(({argument}) => argument.value);
  if (asksForHelp(args)) return reads(`${name} --help`);
  const match = best(prepared, args);
  const label = [name, ...(match === undefined ? groupOf(tool, verb) : labelOf(match, verb))].join(' ').trim();
  if (prepared.previews.some(one => fits(one, {verb, options: args.options}) !== undefined))
    return reads(`${label} as a dry run`);
  const first = args.positionals[0];
  if (tool.any === undefined && first?.argument.computed === true && match?.level !== 'destructive') {
    return {level: 'destructive', reason: `what ${name} is to do is computed: ${first.argument.text}`, known: true};
  }
  const strange = strangeOption(args, prepared, match);
  if (strange !== undefined && !switches.has(strange)) {
    const level = heavier(match?.level ?? 'changes', 'changes');
    return {
      level,
      reason: `${name} has the option ${strange} before its verb, which may hide another verb`,
      known: false,
    };
  }
  if (match === undefined) return unmatched(label, prepared, args);
  if (match.level === 'reads') return floored(label, prepared, args);
  const resource = resourceOf(args, {object: tool.object, from: match.at + match.condition.verb.length, label});
  return {level: match.level, reason: reasonOf(label, match), known: true, resource};
}

function unmatched(label: string, prepared: PreparedTool, args: ParsedArguments): Finding {
  const {tool} = prepared;
  const level = args.positionals.length === 0 ? (tool.bare ?? tool.any) : tool.any;
  if (level === 'reads') return floored(label, prepared, args);
  if (level === undefined) return {level: 'changes', reason: `unknown: ${label}`, known: false};
  const resource = resourceOf(args, {object: tool.object, from: 0, label});
  return {level, reason: `${label} ${tool.why ?? doesWhat(level)}`, known: true, resource};
}

/** Reads, unless an option makes it run or write something. */
function floored(label: string, {floor}: PreparedTool, {options, positionals}: ParsedArguments): Finding {
  const call = {verb: positionals.map(({argument}) => argument.value), options};
  const found = floor.find(one => fits(one, call) !== undefined);
  if (found === undefined) return reads(label);
  const flag = found.present[0]?.find(({name}) => options.some(option => option.name === name))?.name ?? '';
  return {level: 'changes', reason: `${label} ${flag} may run or write something else`, known: true};
}

/** The entry that says most; of two that say as much, the worse. */
function best({levels, tool}: PreparedTool, {options, positionals}: ParsedArguments): Match | undefined {
  const anywhere = tool.anywhere === true;
  const call = {verb: verbOf(positionals, tool), options};
  const matches = levels.flatMap(([level, list]) =>
    list.flatMap((condition): readonly Match[] => {
      const at = fits(condition, call, anywhere);
      return at === undefined ? [] : [{level, condition, at}];
    }),
  );
  // Where a verb may stand behind any group, the closer look proves nothing: the worst word counts.
  const closeness = ({condition}: Match) => (anywhere ? 0 : condition.score);
  return matches.sort((a, b) => closeness(b) - closeness(a) || weightOf(b.level) - weightOf(a.level))[0];
}

function verbOf(positionals: ParsedArguments['positionals'], {caseless}: Tool): readonly string[] {
  return positionals.map(({argument: {value}}) => (caseless === true ? value.toLowerCase() : value));
}

/** An option that we do not know may take the next word as its value, and the verb is another one. */
function strangeOption(
  {options, positionals}: ParsedArguments,
  {tool, values}: PreparedTool,
  match: Match | undefined,
) {
  const verbs = match?.condition.verb.length ?? 0;
  if (match === undefined || verbs === 0 || match.level === 'destructive' || tool.any === 'reads') return undefined;
  const last = positionals[match.at + verbs - 1]?.index ?? -1;
  const strange = options.find(
    ({name, value, index}) => index < last && value === undefined && !values.has(name) && name.startsWith('-'),
  );
  return strange?.name;
}

function labelOf({at, condition: {verb: words, present}}: Match, verb: readonly string[]): readonly string[] {
  const flags = present.map(
    any => any.map(({name, value}) => (value === undefined ? name : `${name}=${value}`))[0] ?? '',
  );
  return [...verb.slice(0, at + words.length), ...flags];
}

/** The first word is a verb only where the tool has verbs. */
function groupOf({any}: Tool, verb: readonly string[]): readonly string[] {
  return any === undefined ? verb.slice(0, 1) : [];
}

function reasonOf(label: string, {level, condition}: Match): string {
  return `${label} ${condition.why ?? doesWhat(level)}`;
}

function doesWhat(level: Weight): string {
  return level === 'changes' ? 'changes something' : 'removes or interrupts something';
}

function asksForHelp({options, positionals}: ParsedArguments): boolean {
  const [only] = options;
  return options.length === 1 && positionals.length <= 2 && (only?.name === '--help' || only?.name === '--version');
}

function timeoutOf({options}: ParsedArguments): number | undefined {
  const given = options.find(({name}) =>
    /^--(?:timeout|request-timeout|max-time|wait-timeout|command-timeout)$/.test(name),
  );
  return durationIn(given?.value?.value ?? '');
}

function reads(what: string): Finding {
  return {level: 'reads', reason: `${what} looks read-only`, known: true};
}

function prepare(tool: Tool): PreparedTool {
  const listed = (list: string | undefined) => new Set((list ?? '').split(' ').filter(one => one !== ''));
  return {
    tool,
    values: listed(tool.values),
    switches: listed(tool.switches),
    levels: (['reads', 'changes', 'destructive'] as const).map(level => [level, conditions(tool[level])] as const),
    previews: conditions(tool.previews),
    floor: conditions(tool.floor),
    terminal: conditions(tool.terminal),
    endless: conditions(tool.endless),
  };
}
