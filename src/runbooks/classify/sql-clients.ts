import type {Finding, Invocation} from './invocation.js';
import {type ParsedArguments, parseOptions} from './options.js';
import {judgeSql} from './sql.js';

interface Client {
  readonly values: ReadonlySet<string>;
  /** Options that hold SQL. */
  readonly query: RegExp;
  /** Options after which it runs a file. */
  readonly file?: RegExp;
  /** Options that print something and leave. */
  readonly reads?: RegExp;
  /** The SQL is a word of its own, after so many others. */
  readonly word?: number;
}

const set = (list: string) => new Set(list.split(' '));
const POSTGRES: Client = {
  values: set('-c --command -f --file -d --dbname -h --host -p --port -U --username -v --set -F -R -o --output -P -L'),
  query: /^(?:-c|--command)$/,
  file: /^(?:-f|--file|-o|--output)$/,
  reads: /^(?:-l|--list|-V|--version)$/,
};
const MYSQL: Client = {
  values: set(
    '-e --execute -u --user -h --host -P --port -D --database -S --socket --defaults-file --defaults-extra-file',
  ),
  query: /^(?:-e|--execute)$/,
  reads: /^(?:-V|--version)$/,
};
const CLIENTS: Readonly<Record<string, Client>> = {
  mysql: MYSQL,
  mariadb: MYSQL,
  cqlsh: {values: set('-e --execute -f --file -u -p -k'), query: /^(?:-e|--execute)$/, file: /^(?:-f|--file)$/},
  'clickhouse-client': {values: set('-q --query -h --host -u --user --password --port -d'), query: /^(?:-q|--query)$/},
  sqlite3: {values: set('-cmd -init -separator'), query: /^-cmd$/, word: 1},
  mongo: {values: set('--eval --host --port -u -p --username --password --authenticationDatabase'), query: /^--eval$/},
  mongosh: {
    values: set('--eval -f --file --host --port -u -p --username --password --authenticationDatabase'),
    query: /^--eval$/,
    file: /^(?:-f|--file)$/,
  },
  cockroach: {values: set('-e --execute --host --certs-dir --url -d'), query: /^(?:-e|--execute)$/},
  influx: {values: set('-execute -database -host -port'), query: /^-execute$/},
};

/** Clients that are handed SQL: the level is that of the SQL, wherever it comes from. */
export function judgeSqlClient(name: string, {words, feed, captured}: Invocation): Finding {
  const client = CLIENTS[name] ?? POSTGRES;
  const args = parseOptions(words.slice(1), {values: client.values});
  const queries = queriesOf(args, client);
  if (queries.length > 0) return judged(name, queries.join(';\n'), name.startsWith('mongo'));
  if (has(args, client.file))
    return {level: 'changes', reason: `${name} runs a file that is not read here`, known: false};
  if (has(args, client.reads)) return {level: 'reads', reason: `${name} looks read-only`, known: true};
  if (feed === undefined) {
    const prompt = captured ? {} : {needsTerminal: true};
    return {level: 'changes', reason: `${name} opens a session`, known: true, ...prompt};
  }
  if (feed.text.trim() === '' || feed.kind === 'file' || feed.from.some(one => one !== 'echo' && one !== 'printf')) {
    return worstOf(judged(name, feed.text, false), {
      level: 'changes',
      reason: `${name} runs what it is fed`,
      known: false,
    });
  }
  return judged(name, feed.text, false);
}

function queriesOf({options, positionals}: ParsedArguments, {query, word}: Client): readonly string[] {
  const given = options.filter(({name}) => query.test(name)).map(({value}) => value?.value ?? '');
  const positional = word === undefined ? undefined : positionals[word]?.argument.value;
  return positional === undefined ? given : [...given, positional];
}

function judged(name: string, sql: string, script: boolean): Finding {
  const {level, verb, known} = judgeSql(sql);
  if (script && level === 'changes' && !known) {
    const reads =
      /^[\w.()'"\s,{}:$[\]-]*\.(?:find|findOne|count|stats|status|serverStatus|currentOp|isMaster|hello|ping|pretty|countDocuments|adminCommand\(\s*[{'"\s]*(?:ping|serverStatus))\b/.test(
        sql,
      );
    return {
      level: reads ? 'reads' : 'changes',
      reason: `${name} ${reads ? 'looks read-only' : 'runs a script'}`,
      known: reads,
    };
  }
  if (level === 'reads') return {level, reason: `${name}: the query looks read-only`, known: true};
  return {level, reason: `${name} runs ${verb}`, known, resource: `${name} ${verb}`};
}

function worstOf(a: Finding, b: Finding): Finding {
  return a.level === 'destructive' ? a : b;
}

function has({options}: ParsedArguments, name: RegExp | undefined): boolean {
  return name !== undefined && options.some(option => name.test(option.name));
}
