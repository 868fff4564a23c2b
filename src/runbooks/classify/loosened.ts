import {TAR_VALUES} from './archives.js';
import {FETCH_VALUES} from './fetch.js';
import {type Argument, commandName, type Finding, type Invocation, type Loose} from './invocation.js';
import {type KnownValues, unsettled} from './known-values.js';
import {type Option, type OptionStyle, parseOptions} from './options.js';
import {preparedTool} from './prepared-tool.js';
import {SQL_VALUES} from './sql-clients.js';
import {optionsWithWords, type Unwrapped} from './unwrap.js';

/** Options of find with one word behind them. */
const FIND: OptionStyle = {
  single: true,
  values: new Set(
    '-name -iname -path -ipath -wholename -iwholename -lname -ilname -regex -iregex -regextype -type -xtype -size -perm -user -group -uid -gid -newer -anewer -cnewer -mtime -atime -ctime -mmin -amin -cmin -used -maxdepth -mindepth -fstype -links -inum -samefile -printf -context -D'.split(
      ' ',
    ),
  ),
};

/** Options that take a word with one verb and none with another. */
const VERBS_DIFFER: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...['kubectl', 'oc'].map(name => [name, ['-f', '-p']] as const),
  ...['docker', 'podman', 'nerdctl', 'docker-compose'].map(
    name => [name, ['-t', '-f', '-l', '-s', '-a', '-p', '-v']] as const,
  ),
  ...['crictl', 'ctr'].map(name => [name, ['-a', '-i', '-r', '-t']] as const),
  ['git', ['-C', '-c']],
]);

/** Commands that read whatever they are given. */
const READERS =
  /^(?:echo|true|false|:|test|\[|expr|cd|pwd|pushd|popd|dirs|exit|return|break|continue|shift|wait|type|which|whereis|help|sleep|caller|tput|clear|logout|command|jq|awk|gawk|mawk|nawk|sed|gsed|printf)$/;

/** What they can do by a word more. */
const WORST: ReadonlyMap<string, string> = new Map([
  ['find', '-delete'],
  ['curl', '-X DELETE'],
  ['dd', 'of=/dev/...'],
  ['journalctl', '--vacuum-time'],
  ['ip', 'link delete'],
  ['iptables', '-F'],
]);

/** A use that reads is no reading where a word of it could come to an option, or to more words than one. */
export function loosened(finding: Finding, invocation: Invocation, known: KnownValues): Finding {
  const name = commandName(invocation.words[0]);
  if (finding.level !== 'reads' || readsWhatever(name)) return finding;
  const found = looseWord(invocation.words.slice(1), styleOf(name), known);
  return found === undefined ? finding : {...finding, ...doubt(name, found), known: true};
}

/** The same for the words of a wrapper before what it wraps: one that is several words may say what is run. */
export function looseWrapper(
  {name, wrapper, inner, script}: Unwrapped,
  {words}: Invocation,
  known: KnownValues,
): readonly Finding[] {
  const wrapped = new Set([...(inner?.words ?? []), ...(script?.words ?? []), script]);
  const own = words.slice(1).filter(word => !wrapped.has(word));
  const found = looseWord(own, {values: optionsWithWords(wrapper)}, known);
  if (found === undefined) return [];
  const {word, places} = found;
  const isSeveral = places.some(({name: variable}) => /\s/.test((known.values[variable ?? ''] ?? '').trim()));
  if (!isSeveral) return [{...doubt(name, found), known: true}];
  const reason = `${name} is given ${word.text}, which is several words and may say what it runs`;
  return [{...doubt(name, found), level: 'destructive', reason, resource: word.text, known: true}];
}

function doubt(name: string, {word, places}: Found): Pick<Finding, 'level' | 'reason' | 'unsettled'> {
  const worst = WORST.get(name) ?? destroyerOf(name);
  const names = places.flatMap(place => place.name ?? []);
  return {
    level: 'changes',
    reason: `${name} is given ${word.text}, which may come to an option${worst === undefined ? '' : ` such as ${worst}`}`,
    ...(names.length === places.length ? {unsettled: names} : {}),
  };
}

function destroyerOf(name: string): string | undefined {
  const destructive = preparedTool(name)?.levels.find(([level]) => level === 'destructive')?.[1] ?? [];
  return destructive.find(({verb}) => verb.length === 0)?.present[0]?.[0]?.name;
}

function readsWhatever(name: string): boolean {
  if (READERS.test(name)) return true;
  const prepared = preparedTool(name);
  if (prepared === undefined || SHELL_SETTERS.test(name)) return false;
  const {tool, floor, levels} = prepared;
  const onlyReads = levels.every(([level, list]) => level === 'reads' || list.length === 0);
  return tool.any === 'reads' && tool.flags === undefined && floor.length === 0 && onlyReads;
}

const SHELL_SETTERS = /^(?:set|shopt|let|getopts|umask|ulimit|reset|disown|times)$/;

interface Found {
  readonly word: Argument;
  readonly places: readonly Loose[];
}

function looseWord(words: readonly Argument[], style: OptionStyle, known: KnownValues): Found | undefined {
  const {options, positionals} = parseOptions(words, style);
  const end = options.find(({name}) => name === '--')?.index ?? words.length;
  const operands = new Set(positionals.map(({index}) => index));
  for (const [index, word] of words.entries()) {
    const places = unsettled(word, known);
    const spreads = places.some(({quoted}) => !quoted);
    const opens = operands.has(index) ? index < end : namesItself(word, options, style);
    if (places.length > 0 && (spreads || opens)) return {word, places};
  }
  return undefined;
}

/** `--$X`: not a value behind a name that is there to see. */
function namesItself({value, text}: Argument, options: readonly Option[], {values, glued}: OptionStyle): boolean {
  if (options.some(option => option.value?.text === text && option.value.value === value)) return false;
  const [written = ''] = /^--?[\w-]*/.exec(value) ?? [];
  const short = written.slice(0, 2);
  const hasName = value[written.length] === '=' || values.has(short) || glued?.has(short) === true;
  return value.startsWith('-') && !hasName;
}

function styleOf(name: string): OptionStyle {
  if (name === 'find') return FIND;
  const own = FETCH_VALUES.get(name) ?? SQL_VALUES.get(name) ?? (/^(?:bsd|g)?tar$/.test(name) ? TAR_VALUES : undefined);
  if (own !== undefined) return {values: own};
  const prepared = preparedTool(name);
  if (prepared === undefined) return {values: new Set()};
  const doubtful = new Set(VERBS_DIFFER.get(name));
  const values = new Set([...prepared.values].filter(option => !doubtful.has(option)));
  return {values, glued: prepared.glued, single: prepared.tool.single === true};
}
