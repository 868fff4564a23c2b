import {isNamed} from './condition.js';
import type {Argument, Finding, Invocation} from './invocation.js';
import {judgeMongo} from './mongo.js';
import {type ParsedArguments, parseOptions} from './options.js';
import {judgeSql} from './sql.js';

interface Client {
  /** Options with a value that only say how, and those that hold SQL or a file of it. */
  readonly values: ReadonlySet<string>;
  /** Options without a value that only say how. */
  readonly flags: ReadonlySet<string>;
  /** Options that hold SQL. */
  readonly query: readonly string[];
  /** Options with which it reads or writes a file. */
  readonly file?: readonly string[];
  /** Options that print something and leave. */
  readonly reads?: readonly string[];
  /** The SQL is a word of its own, after so many others. */
  readonly word?: number;
  /** `-name` is one option. */
  readonly single?: true;
}

const list = (text: string) => text.split(' ');
const set = (text: string) => new Set(list(text));
const POSTGRES: Client = {
  values: set(
    '-c --command -f --file -d --dbname -h --host -p --port -U --username -v --set --variable -F --field-separator -R --record-separator -o --output -P --pset -L --log-file -T --table-attr',
  ),
  flags: set(
    '-t -q -A -X -x -w -W -e -E -a -b -n -H -1 -l -V -z -0 -s -S -i -I --tuples-only --quiet --no-align --no-psqlrc --expanded --no-password --password --echo-errors --echo-queries --echo-all --echo-hidden --csv --html --single-transaction --list --version --help --no-readline',
  ),
  query: list('-c --command'),
  file: list('-f --file -o --output -L --log-file'),
  reads: list('-l --list -V --version --help'),
};
const MYSQL: Client = {
  values: set(
    '-e --execute -u --user -h --host -P --port -D --database -S --socket --defaults-file --defaults-extra-file --defaults-group-suffix --login-path --connect-timeout --ssl-mode --ssl-ca --ssl-cert --ssl-key --protocol --default-character-set --delimiter --password --skip-password --skip-ssl',
  ),
  flags: set(
    '-p -B -N -s -r -t -v -E -H -X -C -A -f -n -q -V -G -w -I --batch --skip-column-names --silent --raw --table --verbose --vertical --html --xml --compress --no-auto-rehash --force --unbuffered --quick --version --wait --ssl --column-names --disable-column-names --help --safe-updates --binary-mode --skip-pager --no-defaults',
  ),
  query: list('-e --execute'),
  file: list('--tee --pager --init-command --plugin-dir --default-auth -o'),
  reads: list('-V --version --help'),
};
const MONGO: Client = {
  values: set(
    '--eval -f --file --host --port -u -p --username --password --authenticationDatabase --authenticationMechanism --tlsCAFile --tlsCertificateKeyFile --sslCAFile --sslPEMKeyFile --db',
  ),
  flags: set(
    '--quiet --tls --ssl --tlsAllowInvalidCertificates --sslAllowInvalidCertificates --tlsAllowInvalidHostnames --sslAllowInvalidHostnames --norc --json --retryWrites --version --help --nodb',
  ),
  query: list('--eval'),
  file: list('-f --file --shell'),
  reads: list('--version --help'),
};
const CLIENTS: Readonly<Record<string, Client>> = {
  mysql: MYSQL,
  mariadb: MYSQL,
  cqlsh: {
    values: set(
      '-e --execute -f --file -u -p -k --keyspace --username --password --request-timeout --connect-timeout --cqlshrc --encoding',
    ),
    flags: set('-C --color --no-color --ssl --no-file-io --version --help --tty'),
    query: list('-e --execute'),
    file: list('-f --file'),
  },
  'clickhouse-client': {
    values: set(
      '-q --query -h --host -u --user --password --port -d --database -f --format --max_execution_time --config-file',
    ),
    flags: set('-s -m -n -t --secure --multiline --multiquery --time --vertical -E --version --help --readonly'),
    query: list('-q --query'),
    file: list('--queries-file'),
  },
  sqlite3: {
    values: set('-cmd -init -separator -newline -nullvalue'),
    flags: set(
      '-readonly -header -noheader -column -csv -json -line -list -html -markdown -table -box -batch -bail -echo -version -safe -stats -tabs -quote',
    ),
    query: list('-cmd'),
    file: list('-init'),
    reads: list('-version'),
    word: 1,
    single: true,
  },
  mongo: MONGO,
  mongosh: MONGO,
  patronictl: {
    values: set(
      '-c --command -f --file -d --dbname -U --username -r --role -m --member -w --watch --group --format --delimiter',
    ),
    flags: set('-W --password --help'),
    query: list('-c --command'),
    file: list('-f --file'),
  },
  cockroach: {
    values: set('-e --execute --host --certs-dir --url -d --database --format -u --user -p --port'),
    flags: set('--insecure --echo-sql --safe-updates --read-only --help --version'),
    query: list('-e --execute'),
    file: list('-f --file'),
  },
  influx: {
    values: set('-execute -database -host -port -username -password -format -precision'),
    flags: set('-ssl -unsafeSsl -pretty -version'),
    query: list('-execute'),
    file: list('-import -path'),
    single: true,
  },
};

/** Their options with a word behind them. */
export const SQL_VALUES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...Object.entries(CLIENTS), ...['psql', 'ysqlsh', 'gitlab-psql'].map(name => [name, POSTGRES] as const)].map(
    ([name, {values}]) => [name, values],
  ),
);

/** Clients that are handed SQL: the level is that of the SQL, wherever it comes from. */
export function judgeSqlClient(name: string, {words, feed, captured}: Invocation): Finding | undefined {
  const client = CLIENTS[name] ?? POSTGRES;
  const own = behindVerb(name, words.slice(1));
  if (own === undefined) return undefined;
  const args = parseOptions(own, {values: client.values, single: client.single === true});
  if (name === 'cockroach' && !/^(?:sql)?$/.test(args.positionals[0]?.argument.value ?? '')) return undefined;
  const strange = strangeIn(args, client);
  const found = asked(name, client, {args, feed, captured});
  if (strange === undefined || found.level !== 'reads') return found;
  return {level: 'changes', reason: `${name} has the option ${strange}, which may not only read`, known: false};
}

interface Asked {
  readonly args: ParsedArguments;
  readonly feed: Invocation['feed'];
  readonly captured: boolean;
}

function asked(name: string, client: Client, {args, feed, captured}: Asked): Finding {
  const queries = queriesOf(args, client);
  const file: Finding = {level: 'changes', reason: `${name} runs a file that is not read here`, known: false};
  if (queries.length > 0) {
    const query = judged(name, queries.map(({value}) => value).join('\n;\n'));
    return has(args, client.file) ? worstOf(query, file) : query;
  }
  if (has(args, client.file)) return file;
  if (has(args, client.reads)) return {level: 'reads', reason: `${name} looks read-only`, known: true};
  if (feed === undefined) {
    const prompt = captured ? {} : {needsTerminal: true};
    return {level: 'changes', reason: `${name} opens a session`, known: true, ...prompt};
  }
  if (feed.text.trim() === '' || feed.kind === 'file' || feed.from.some(one => one !== 'echo' && one !== 'printf')) {
    const fed: Finding = {level: 'changes', reason: `${name} runs what it is fed`, known: false};
    return worstOf(judged(name, feed.text), fed);
  }
  return judged(name, feed.text);
}

/** Only behind `query` patronictl is a client; before it `-c` names its configuration. Undefined for another verb. */
function behindVerb(name: string, words: readonly Argument[]): readonly Argument[] | undefined {
  if (name !== 'patronictl') return words;
  const at = words.findIndex(({value}) => value === 'query');
  return at < 0 ? undefined : words.slice(at + 1);
}

/** The text that a client of a database is to run, where its command line holds it. */
export function queriesIn(name: string, words: readonly Argument[]): readonly Argument[] {
  const client = CLIENTS[name] ?? (/^(?:psql|ysqlsh|gitlab-psql)$/.test(name) ? POSTGRES : undefined);
  const own = behindVerb(name, words);
  if (client === undefined || own === undefined) return [];
  return queriesOf(parseOptions(own, {values: client.values, single: client.single === true}), client);
}

function queriesOf({options, positionals}: ParsedArguments, {query, word}: Client): readonly Argument[] {
  const given = options.filter(({name}) => isAny(name, query)).flatMap(({value}) => value ?? []);
  const own = positionals.map(({argument}) => argument);
  const first = own[0];
  if (word === undefined) return given;
  return [...given, ...own.slice(word), ...(first !== undefined && /\s/.test(first.value) ? [first] : [])];
}

function strangeIn({options}: ParsedArguments, {values, flags, file = []}: Client): string | undefined {
  return options.find(
    ({name}) => !values.has(name) && !flags.has(name) && !/^-\d$|^--$/.test(name) && !isAny(name, file),
  )?.name;
}

function judged(name: string, text: string): Finding {
  if (name.startsWith('mongo')) {
    const level = judgeMongo(text);
    const does = {reads: 'looks read-only', changes: 'runs a script', destructive: 'removes or interrupts something'};
    return {level, reason: `${name} ${does[level]}`, known: level !== 'changes'};
  }
  const {level, verb, known} = judgeSql(text);
  // There it writes all that is shown to a file, or runs a pager; psql means other things by the same letters.
  const own = /^(?:mysql|mariadb)$/.test(name) ? /\\[TPe.!]/.exec(text)?.[0] : undefined;
  if (level === 'reads' && own !== undefined) {
    return {level: 'changes', reason: `${name} ${own} may write a file or run a command`, known: true};
  }
  if (level === 'reads') return {level, reason: `${name}: the query looks read-only`, known: true};
  return {level, reason: `${name} runs ${verb}`, known, resource: `${name} ${verb}`};
}

function worstOf(a: Finding, b: Finding): Finding {
  return a.level === 'destructive' ? a : b;
}

function has({options}: ParsedArguments, names: readonly string[] | undefined): boolean {
  return names !== undefined && options.some(option => isAny(option.name, names));
}

function isAny(name: string, list: readonly string[]): boolean {
  return list.some(one => isNamed(name, one));
}
