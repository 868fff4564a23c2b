import {judgeFetch} from './fetch.js';
import {type Argument, commandName, type Finding, type Invocation, type Weight} from './invocation.js';
import {judgeSqlClient} from './sql-clients.js';
import {STEERS} from './steers.js';

type Judge = (name: string, invocation: Invocation) => Finding;

/** Commands whose meaning is in the form of their arguments rather than in a verb. */
const SPECIALS: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ...['curl', 'wget'].map(name => [name, judgeFetch] as const),
  ...[
    'psql',
    'mysql',
    'mariadb',
    'cqlsh',
    'clickhouse-client',
    'sqlite3',
    'mongo',
    'mongosh',
    'gitlab-psql',
    'sqlplus',
    'sqlcmd',
    'cockroach',
    'influx',
    'vtctlclient',
    'ysqlsh',
  ].map(name => [name, judgeSqlClient] as const),
  ...['tar', 'bsdtar', 'gtar'].map(name => [name, tar] as const),
  ...['sed', 'gsed'].map(name => [name, sed] as const),
  ...['awk', 'gawk', 'mawk', 'nawk'].map(name => [name, awk] as const),
  ['dd', dd],
  ['find', find],
  ['read', read],
  ...['export', 'declare', 'typeset', 'local', 'readonly', 'unset', 'printf'].map(name => [name, setting] as const),
]);

/** Undefined for a command that the tables judge. */
export function judgeSpecial(invocation: Invocation): Finding | undefined {
  const name = commandName(invocation.words[0]);
  return SPECIALS.get(name)?.(name, invocation);
}

function tar(name: string, {words}: Invocation): Finding {
  const args = words.slice(1).map(({value}) => value);
  const mode = `${(args[0] ?? '').replace(/^-+/, '')} ${args
    .slice(1)
    .filter(arg => /^-[a-zA-Z]/.test(arg))
    .join(' ')}`;
  const long = args.find(arg => /^--(?:list|extract|get|create|delete|append|update)$/.test(arg));
  if (args.some(arg => /^--(?:to-command|checkpoint-action|use-compress-program|remove-files)/.test(arg))) {
    return at('destructive', `${name} runs another program or removes files`);
  }
  if (
    long === '--list' ||
    (long === undefined && /^[a-zA-Z]*t/.test(mode) && !/[xcru]/.test(mode.split(' ')[0] ?? ''))
  ) {
    return at('reads', `${name} looks read-only: it lists`);
  }
  return at('changes', `${name} writes files`);
}

function sed(name: string, {words}: Invocation): Finding {
  const args = words.slice(1).map(({value}) => value);
  const inPlace = args.some(arg => /^-[a-zA-Z]*i|^--in-place/.test(arg) && !/^-[ef]/.test(arg));
  if (inPlace) return {...at('changes', `${name} -i writes the file in place`), ...resource(words.at(-1))};
  const script = args.join('\n');
  if (/(?:^|[;}\n]|\/[gIpM0-9]*|\d|\$)\s*e(?:\s|$|;)/m.test(script))
    return at('changes', `${name} may run commands (e)`);
  if (/(?:^|[;}\n/])\s*[wW]\s*\S+/m.test(script) && /(?:^|[\s;}/])w\s*\/?\w/.test(script))
    return at('changes', `${name} may write a file (w)`);
  return at('reads', `${name} looks read-only`);
}

function awk(name: string, {words}: Invocation): Finding {
  if (words.some(({value}) => /^-f/.test(value))) return at('changes', `${name} runs a program from a file`);
  const program = words
    .slice(1)
    .map(({value}) => value)
    .join('\n')
    .replace(/\/(?:\\.|[^/\n])*\//g, ' ');
  if (/\bsystem\s*\(|\|\s*"|\|\s*getline|"\s*\|&?/.test(program)) return at('changes', `${name} runs other commands`);
  if (/print[^\n;}]*>>?\s*["\w]/.test(program)) return at('changes', `${name} may write a file`);
  if (/-i\s*\n?inplace/.test(program)) return at('changes', `${name} writes the file in place`);
  return at('reads', `${name} looks read-only`);
}

function dd(_name: string, {words}: Invocation): Finding {
  const target = words.find(({value}) => value.startsWith('of='));
  const path = target?.value.slice(3) ?? '';
  if (target === undefined || path === '/dev/null') return at('reads', 'dd looks read-only: it writes to no file');
  const device = path.startsWith('/dev/') || target.computed;
  const name = target.text.slice(3);
  return {...at(device ? 'destructive' : 'changes', `dd overwrites ${name}`), resource: target.computed ? name : path};
}

const FIND_WRITES = new Set(['-fprint', '-fprint0', '-fprintf', '-fls']);

function find(_name: string, {words}: Invocation): Finding {
  const args = words.slice(1).map(({value}) => value);
  if (args.includes('-delete'))
    return {...at('destructive', 'find -delete removes what it finds'), ...resource(words[1])};
  if (args.some(arg => FIND_WRITES.has(arg))) return at('changes', 'find writes a file');
  return at('reads', 'find looks read-only');
}

function read(_name: string, {words, feed}: Invocation): Finding {
  const steering = words.map(({value}) => value).find(one => STEERS.test(one));
  if (steering !== undefined) return at('changes', `sets ${steering}, which decides what the next statements do`);
  const asks = feed === undefined && !words.some(({value}) => /^-[a-zA-Z]*u/.test(value));
  return {...at('reads', 'read asks for a value'), ...(asks ? {needsTerminal: true} : {})};
}

/** `export PATH=x`, `declare -x LD_PRELOAD=x`, `printf -v PATH x`, `unset PATH`. */
function setting(name: string, {words}: Invocation): Finding {
  const named = name === 'printf' && words[1]?.value !== '-v' ? [] : words.slice(1);
  const steering = named.map(({value}) => /^(\w+)/.exec(value)?.[1] ?? '').find(one => STEERS.test(one));
  if (steering !== undefined) return at('changes', `sets ${steering}, which decides what the next statements do`);
  return at('reads', name === 'printf' ? 'printf looks read-only' : 'sets variables of this shell only');
}

function at(level: Weight, reason: string): Finding {
  return {level, reason, known: true};
}

function resource(word: Argument | undefined): {readonly resource?: string} {
  return word === undefined ? {} : {resource: word.computed ? word.text : word.value};
}
