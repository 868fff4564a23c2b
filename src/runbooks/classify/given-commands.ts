import {isNamed} from './condition.js';
import {type Argument, commandName, type Invocation, literal} from './invocation.js';
import {parseOptions} from './options.js';
import {preparedTool} from './prepared-tool.js';
import {sqlCommands} from './sql-commands.js';
import {RUNS} from './tables/runs.js';

/**
 * Command lines that another command is handed and will run: a pager, a filter, a transport, `system("...")`. Those
 * that can only pass data on are left out. `computed`: what it is shows only when it runs.
 */
export function commandsGiven(invocation: Invocation): readonly Argument[] {
  const name = commandName(invocation.words[0]);
  const given = [
    ...inOptions(name, invocation.words.slice(1)),
    ...inWords(name, invocation),
    ...sqlCommands(invocation),
  ];
  return given.filter(one => one.computed || !isPassive(one.value.trim()));
}

const BY_NAME = new Map(
  RUNS.flatMap(({names, options, single}) => names.split(', ').map(name => [name, {options, single}] as const)),
);

function inOptions(name: string, args: readonly Argument[]): readonly Argument[] {
  const list = BY_NAME.get(name);
  if (list === undefined) return [];
  const flags = list.options.split(' ');
  const known = preparedTool(name);
  const values = new Set([...flags, ...(known?.values ?? [])]);
  const {options} = parseOptions(args, {values, single: known?.tool.single === true || list.single === true});
  return options.flatMap(({name: option, value}) =>
    value !== undefined && flags.some(flag => isNamed(option, flag, known?.names)) ? [withoutKind(value)] : [],
  );
}

const ACTION =
  /^[\w,-]+:(?:execute(?:-silent)?|become|reload(?:-sync)?|preview|transform[\w-]*)(?:[([{](.*?)[)\]}]?|:(.*))$/s;

/** `--checkpoint-action=exec=rm`, `--bind 'enter:execute(rm {})'`: what stands around the command line. */
function withoutKind(argument: Argument): Argument {
  const [, bracketed, rest] = ACTION.exec(argument.value) ?? [];
  return {...argument, value: bracketed ?? rest ?? argument.value.replace(/^exec=/, '')};
}

const TRACERS = /^[sl]trace$/;
const SOCAT = /^(?:EXEC|SYSTEM|SHELL):([^,]*)/i;
const AWK_RUNS =
  /\bsystem\s*\(\s*"((?:\\.|[^"\\])*)"\s*\)|\|&?\s*"((?:\\.|[^"\\])*)"|"((?:\\.|[^"\\])*)"\s*\|&?\s*getline/g;

/** Commands inside the words of `awk`, `sed` and `socat`. */
function inWords(name: string, {words}: Invocation): readonly Argument[] {
  const args = words.slice(1);
  // `-o '|rm x'` traces into a command.
  if (TRACERS.test(name))
    return args.flatMap(one => [/^(?:-o|--output=)?[|!](.+)$/.exec(one.value)?.[1] ?? ''].filter(Boolean).map(literal));
  if (name === 'socat') return args.flatMap(one => [SOCAT.exec(one.value)?.[1] ?? ''].filter(Boolean).map(literal));
  if (/^[gmn]?awk$/.test(name)) return args.flatMap(({value}) => inAwk(value));
  return [];
}

function inAwk(program: string): readonly Argument[] {
  const found = [...program.matchAll(AWK_RUNS)].map(([, system, to, from]) =>
    literal((system ?? to ?? from ?? '').replace(/\\(["\\/])/g, '$1')),
  );
  const rest = program.replace(AWK_RUNS, ' ');
  return /\bsystem\s*\(/.test(rest)
    ? [...found, {...literal('$WK_GIVEN'), text: 'system(...)', computed: true}]
    : found;
}

const FILTER =
  /^(?:gzip|gunzip|pigz|unpigz|zcat|zstd|unzstd|zstdmt|xz|unxz|bzip2|bunzip2|pbzip2|lbzip2|lz4|lzop|cat|less|more)(?: -[cdfknqvSRFTX0-9]+)*$/;
const TRANSPORT =
  /^(?:\/usr\/bin\/)?ssh(?: +(?:-[46CqTxv]+|-[pilbcm] ?[\w./@:+-]+|-o ?(?:StrictHostKeyChecking|UserKnownHostsFile|ConnectTimeout|BatchMode|LogLevel)=[\w./-]+))*$/;

function isPassive(text: string): boolean {
  return FILTER.test(text) || TRANSPORT.test(text);
}
