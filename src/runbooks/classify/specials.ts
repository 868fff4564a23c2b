import {judgeTar} from './archives.js';
import {judgeAwk} from './awk.js';
import {judgeEvaluated, judgeNamed, judgeRead, judgeSetting} from './builtins.js';
import {judgeFetch} from './fetch.js';
import {judgeHttpie} from './httpie.js';
import {type Argument, commandName, type Finding, type Invocation, type Weight} from './invocation.js';
import {judgeNtpq} from './ntpq.js';
import {judgeCopy} from './redirections.js';
import {judgeRedis} from './redis.js';
import {judgeSed} from './sed.js';
import {judgeSqlClient} from './sql-clients.js';

type Judge = (name: string, invocation: Invocation) => Finding | undefined;

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
    'patronictl',
  ].map(name => [name, judgeSqlClient] as const),
  ...['tar', 'bsdtar', 'gtar'].map(name => [name, judgeTar] as const),
  ...['sed', 'gsed'].map(name => [name, judgeSed] as const),
  ...['awk', 'gawk', 'mawk', 'nawk'].map(name => [name, judgeAwk] as const),
  ...['redis-cli', 'valkey-cli', 'keydb-cli'].map(name => [name, judgeRedis] as const),
  ...['cp', 'install', 'tee'].map(name => [name, judgeCopy] as const),
  ...['http', 'https', 'xh'].map(name => [name, judgeHttpie] as const),
  ['ntpq', judgeNtpq],
  ['dd', dd],
  ['find', find],
  ['read', judgeRead],
  ...['export', 'declare', 'typeset', 'local', 'readonly', 'unset', 'printf'].map(
    name => [name, judgeSetting] as const,
  ),
]);

export function isSpecial(name: string): boolean {
  return SPECIALS.has(name);
}

/** Undefined for a command that the tables judge. */
export function judgeSpecial(invocation: Invocation): Finding | undefined {
  const name = commandName(invocation.words[0]);
  const evaluated = judgeEvaluated(name, invocation);
  if (evaluated !== undefined) return evaluated;
  const own = SPECIALS.get(name)?.(name, invocation);
  const named = judgeNamed(invocation);
  return named === undefined ? own : {...named, ...(own?.needsTerminal === true ? {needsTerminal: true} : {})};
}

function dd(_name: string, {words}: Invocation): Finding {
  const target = words.find(({value}) => value.startsWith('of='));
  const path = target?.value.slice(3) ?? '';
  if (target === undefined || path === '/dev/null') return at('reads', 'dd looks read-only: it writes to no file');
  const empties = words.some(({value}) => value === 'if=/dev/null');
  const device = path.startsWith('/dev/') || target.computed || empties;
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

function at(level: Weight, reason: string): Finding {
  return {level, reason, known: true};
}

function resource(word: Argument | undefined): {readonly resource?: string} {
  return word === undefined ? {} : {resource: word.computed ? word.text : word.value};
}
