import {type Argument, commandName, type Invocation, literal} from './invocation.js';
import {parseOptions} from './options.js';
import {queriesIn} from './sql-clients.js';

const SED = /^g?sed$/;
const AWK = /^[gmn]?awk$/;

/** Text in another language than the shell's that a command will run: SQL, a script of sed or awk. */
export function programsIn({words, feed}: Invocation): readonly Argument[] {
  const name = commandName(words[0]);
  const args = words.slice(1);
  if (SED.test(name)) return scriptsIn(args, new Set(['-e', '--expression']));
  if (AWK.test(name)) return scriptsIn(args, new Set(['-F', '-v', '--assign', '--field-separator'])).slice(0, 1);
  const queries = queriesIn(name, args);
  const isClient = queries.length > 0 || CLIENT.test(name);
  const fed =
    isClient && feed !== undefined && feed.text !== ''
      ? [{...literal(feed.text), computed: feed.computed === true}]
      : [];
  return [...queries, ...fed];
}

const CLIENT =
  /^(?:psql|ysqlsh|gitlab-psql|mysql|mariadb|sqlite3|mongo|mongosh|cqlsh|clickhouse-client|cockroach|influx)$/;

/** What its option gives, else its first word. */
function scriptsIn(args: readonly Argument[], values: ReadonlySet<string>): readonly Argument[] {
  const {options, positionals} = parseOptions(args, {values});
  const given = options.filter(({name}) => /^(?:-e|--expression)$/.test(name)).flatMap(({value}) => value ?? []);
  return given.length > 0 ? given : positionals.slice(0, 1).map(({argument}) => argument);
}
