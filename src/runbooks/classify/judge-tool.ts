import {type Call, type Condition, fits, isNamed} from './condition.js';
import {durationIn} from './duration.js';
import {commandName, type Finding, heavier, type Invocation, type Weight, weightOf} from './invocation.js';
import type {Option, ParsedArguments} from './options.js';
import {type PreparedTool, preparedTool} from './prepared-tool.js';
import {resourceOf} from './resource.js';
import type {Tool} from './tool.js';
import {toolOptions} from './tool-options.js';

interface Match {
  readonly level: Weight;
  readonly condition: Condition;
  readonly at: number;
}

/** Judges by the tables; undefined for a command that they do not name. */
export function judgeTool(invocation: Invocation): Finding | undefined {
  const name = commandName(invocation.words[0]);
  const prepared = preparedTool(name);
  if (prepared === undefined) return undefined;
  const args = toolOptions(invocation.words.slice(1), prepared);
  const call = callOf(prepared, args);
  const found = levelOf(name, prepared, args);
  const asks = isAtTerminal(name, invocation, prepared) && !isPreview(prepared, args);
  const anywhere = prepared.tool.anywhere === true;
  const is = (list: readonly Condition[]) => list.some(one => fits(one, call, {anywhere}) !== undefined);
  const timeout = timeoutOf(args);
  return {
    ...found,
    ...(asks && is(prepared.terminal) ? {needsTerminal: true} : {}),
    ...(is(prepared.endless) && !invocation.background ? {endless: true} : {}),
    ...(timeout === undefined ? {} : {timeout}),
  };
}

/** They ask the keyboard whatever they are fed. */
const KEYBOARD = /^(?:less|more|most|zless|lnav|man|info|.?top|n?vim?|vimdiff|nano|emacs|pico|joe|micro)$/;

function isAtTerminal(name: string, {captured, feed}: Invocation, {tool}: PreparedTool): boolean {
  if (captured && tool.any === 'reads') return false;
  return feed === undefined || KEYBOARD.test(name);
}

function levelOf(name: string, prepared: PreparedTool, args: ParsedArguments): Finding {
  const {tool, switches} = prepared;
  const verb = args.positionals.map(({argument}) => argument.value);
  if (asksForHelp(args)) return reads(`${name} --help`);
  const match = best(prepared, args);
  const label = [name, ...(match === undefined ? groupOf(tool, verb) : labelOf(match, verb))].join(' ').trim();
  if (isPreview(prepared, args)) return floored(`${label} as a dry run`, prepared, args);
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

/** It only says what it would do: no option of those that decide it says otherwise. */
function isPreview(prepared: PreparedTool, args: ParsedArguments): boolean {
  const {previews, names} = prepared;
  const call = callOf(prepared, args);
  if (!previews.some(one => fits(one, call, {proves: true}) !== undefined)) return false;
  if (args.options.some(({name}) => DOES_IT.test(name))) return false;
  const deciding = previews.flatMap(({present}) => present.flat());
  return args.options
    .filter(({name}) => deciding.some(flag => isNamed(name.replace(/^--no-/, '--'), flag.name, names)))
    .every(option => previews.some(one => fits(one, {...call, options: [option]}, {proves: true}) !== undefined));
}

/** Options that write, run or remove in one tool or another. */
const MAY_WRITE =
  /^(?!--no-)--?(?:.*[-_.])?(?:exec(?:ute)?|pager|editor|rsh|command|cmd|program|renderer|plugin|hook|script|save|write|(?:output|cursor|keylog|history|profile)[-_]?(?:file|dir|directory|path)|(?:out|log|trace|pid|dump)[-_]?(?:file|dir|directory|path)?|delete|remove|kill|clear|reset|set|force|apply|fix|repair|install|update|prune|purge)$/;

/** What says in spite of a preview that it is to be done. */
const DOES_IT = /^--(?:execute|apply|confirm|commit)$/;

/** Reads, unless an option makes it run or write something. */
function floored(label: string, prepared: PreparedTool, args: ParsedArguments): Finding {
  const call = callOf(prepared, args);
  const found = prepared.floor.find(one => fits(one, call) !== undefined);
  if (found !== undefined) {
    const flag =
      found.present[0]?.find(({name}) => args.options.some(option => isNamed(option.name, name)))?.name ?? '';
    return {level: 'changes', reason: `${label} ${flag} may run or write something else`, known: true};
  }
  const strange = args.options.find(option => isStrange(option, prepared));
  if (strange === undefined) return reads(label);
  return {level: 'changes', reason: `${label} has the option ${strange.name}, which may not only read`, known: false};
}

/** Where a tool lists its harmless options any other is strange, else one that sounds like more than reading. */
function isStrange({name}: Option, {tool, harmless}: PreparedTool): boolean {
  if (harmless.has(name) || /^-\d/.test(name)) return false;
  return tool.flags !== undefined || MAY_WRITE.test(name);
}

function callOf({tool, names}: PreparedTool, {options, positionals}: ParsedArguments): Call {
  return {verb: verbOf(positionals, tool), options, names};
}

/** The entry that says most; of two that say as much, the worse. */
function best(prepared: PreparedTool, args: ParsedArguments): Match | undefined {
  const {levels, tool} = prepared;
  const anywhere = tool.anywhere === true;
  const call = callOf(prepared, args);
  const matches = levels.flatMap(([level, list]) =>
    list.flatMap((condition): readonly Match[] => {
      const at = fits(condition, call, {anywhere, proves: level === 'reads'});
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
    ({name, value, index}) => index < last && value === undefined && !values.has(name) && name !== '--',
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

function asksForHelp({options: all, positionals}: ParsedArguments): boolean {
  const options = all.filter(({name}) => name !== '--');
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
