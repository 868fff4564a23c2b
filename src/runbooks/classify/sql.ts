import {heavier, type Weight} from './invocation.js';
import {type SqlStatement, sqlReadings} from './sql-text.js';
import {isHarmlessFunction, SQL_KEYWORDS} from './tables/sql-functions.js';

const READS =
  /^(?:select|show|explain|describe|desc|with|values|table|use|help|status|fetch|begin|commit|rollback|start\s+transaction|end|list)\b/i;
const DESTROYS =
  /^(?:delete|drop|truncate|reset|kill|shutdown|purge|flush|revoke|stop|detach|deallocate|reassign|discard)\b/i;
const VERB =
  /^(?:insert|update|create|alter|grant|vacuum|analyze|analyse|reindex|set|replace|merge|copy|call|do|cluster|refresh|lock|unlock|rename|optimize|repair|change|start|reload|load|import|export|comment|checkpoint|execute|exec|prepare|attach|system|notify|listen|security|upsert|restore|backup|cancel|pause|resume|batch|apply|declare|handler)\b/i;

/** Functions that end a session or take something away. */
const DEADLY =
  /\b(?:pg_terminate_backend|pg_drop_replication_slot|pg_promote|lo_unlink|dropDatabase|deleteMany|deleteOne|remove|drop|shutdownServer|dropIndex\w*|dropUser|drop_chunks|pg_wal_replay_resume)\s*\(/i;
/** Changes inside what otherwise reads: `WITH x AS (DELETE ...)`, `EXPLAIN ANALYZE UPDATE ...`, a block of code. */
const DESTROYS_INSIDE =
  /\b(?:delete\s+from|truncate\s+(?:table\s+)?(?!\()\w|drop\s+(?:table|database|schema|index|view|user|role|function|extension|column|materialized|sequence|owned|partition|keyspace))\b/i;
const CHANGES_INSIDE =
  /\b(?:insert\s+into|update\s+\S+\s+(?:\S+\s+)?set|merge\s+into|create\s+(?:table|index|view|user|role|function|database)|alter\s+(?:table|system|user|role|database)|for\s+(?:no\s+key\s+)?(?:key\s+)?(?:update|share)|in\s+share\s+mode|into\s+(?:out|dump)file)\b/i;

export interface SqlJudgement {
  readonly level: Weight;
  readonly verb: string;
  readonly known: boolean;
}

/** What SQL (several statements, the commands of its clients included) can do, whichever server reads it. */
export function judgeSql(text: string): SqlJudgement {
  let worst: SqlJudgement = {level: 'reads', verb: 'SELECT', known: true};
  for (const statement of sqlReadings(text).flat()) {
    const one = judgeOne(statement);
    if (heavier(one.level, worst.level) !== worst.level) worst = one;
  }
  return worst;
}

/** SQL that begins with one of its verbs and says in them that it changes something, wherever it is written. */
export function plainChange(text: string): SqlJudgement | undefined {
  let worst: SqlJudgement | undefined;
  for (const {code} of sqlReadings(text).flat()) {
    if (!(READS.test(code) || VERB.test(code) || DESTROYS.test(code))) break;
    const verb = (/^\w+/.exec(code)?.[0] ?? '').toUpperCase();
    if (isPlainEnd(code)) return {level: 'destructive', verb, known: true};
    if (isPlainChange(code)) worst ??= {level: 'changes', verb, known: true};
  }
  return worst;
}

/** A verb alone is a word like any other. */
function isPlainEnd(code: string): boolean {
  if (!destroys(code)) return false;
  return READS.test(code) || (/^\w+\s/.test(code) && !/^update\s(?!.*\sset\s)/is.test(code));
}

function isPlainChange(code: string): boolean {
  if (VERB.test(code)) return /^\w+\s/.test(code);
  return CHANGES_INSIDE.test(code) || /^select\b[\s\S]*\binto\s+(?!@)["\w]/i.test(code);
}

function judgeOne(statement: SqlStatement): SqlJudgement {
  const {code} = statement;
  if (/^[\\.]/.test(code)) return judgeMeta(code);
  const verb = (/^\S+/.exec(code)?.[0] ?? '').replace(/\(.*$/s, '').toUpperCase();
  if (destroys(code)) return {level: 'destructive', verb, known: true};
  if (/^pragma\b/i.test(code)) return {level: isReadingPragma(code) ? 'reads' : 'changes', verb, known: true};
  if (!READS.test(code) || /^(?:commit|rollback)\s+prepared\b/i.test(code)) return judgeChange(statement, verb);
  if (CHANGES_INSIDE.test(code) || /^select\b[\s\S]*\binto\s+(?!@)["\w]/i.test(code)) {
    return {level: 'changes', verb, known: true};
  }
  const unknown = unknownFunction(code);
  if (unknown === undefined) return {level: 'reads', verb, known: true};
  return {level: levelOfTexts(statement), verb: `${unknown}(), which is not known to only read`, known: false};
}

/** `EXPLAIN ANALYZE` runs what it explains. */
const ANALYZED = /^explain\s+(?=[^;]*\banaly[sz]e\b)(?:(?:analy[sz]e|verbose|\([^)]*\))\s*)+/i;
const RUNS_PROGRAM = /^\\?copy\b.*\b(?:to|from)\s+program\b/is;

function destroys(written: string): boolean {
  const code = written.replace(/"(\w+)"/g, '$1').replace(ANALYZED, '');
  if (RUNS_PROGRAM.test(code) || DEADLY.test(code) || DESTROYS.test(code) || DESTROYS_INSIDE.test(code)) return true;
  return /^alter\b.*\bdrop\b/is.test(code) || (/^update\b/i.test(code) && !/\bwhere\b/i.test(code));
}

function judgeChange(statement: SqlStatement, verb: string): SqlJudgement {
  return {level: levelOfTexts(statement), verb, known: VERB.test(statement.code)};
}

/** Code in quotes, as in `DO $$ ... $$`, `PREPARE` and functions that run what they are handed. */
function levelOfTexts({literals}: SqlStatement): Weight {
  return literals.some(one => DESTROYS_INSIDE.test(one)) ? 'destructive' : 'changes';
}

const CALL = /(?<![\w"])((?:"[^"]*"|[A-Za-z_]\w*)(?:\s*\.\s*(?:"[^"]*"|[A-Za-z_]\w*))*)\s*\(/g;

function unknownFunction(code: string): string | undefined {
  const own = new Set(
    [...code.matchAll(/\b(\w+)\s*(?:\([\w\s,"]*\)\s*)?as\s*(?:not\s+)?(?:materialized\s*)?\(/gi)].map(
      ([, name]) => name,
    ),
  );
  for (const {1: name = '', index} of code.matchAll(CALL)) {
    const isAlias = /\bas\s+$/i.test(code.slice(Math.max(0, index - 20), index)) || own.has(name);
    if (!isAlias && !SQL_KEYWORDS.has(name.toLowerCase()) && !isHarmlessFunction(name.replace(/\s+/g, ''))) return name;
  }
  return undefined;
}

const PRAGMAS =
  /^pragma\s+(?:\w+\.)?(?:table_info|table_xinfo|table_list|index_list|index_info|index_xinfo|foreign_key_list|foreign_key_check|integrity_check|quick_check|database_list|collation_list|compile_options|function_list|module_list|pragma_list)\b/i;

/** `PRAGMA user_version`, but not `PRAGMA user_version = 3`. */
function isReadingPragma(code: string): boolean {
  if (PRAGMAS.test(code)) return true;
  return (
    /^pragma\s+[\w.]+\s*$/i.test(code) && !/(?:wal_checkpoint|incremental_vacuum|optimize|shrink_memory)/i.test(code)
  );
}

/** Commands of psql and of sqlite3 that show something; `\g` without a file shows what was asked. */
const SHOWS =
  /^(?:\\(?:d[A-Za-z]*[+S]*|l\+?|list|z|sf\+?|sv\+?|x|a|t|H|f|C|T|q|h|help|\?|timing|conninfo|pset|echo|qecho|encoding|gset|gdesc|crosstabview|errverbose|prompt|watch|if|elif|else|endif|p|r|set|unset|c|connect|G|s|u|W|P|R)(?![\w|])|\\gx?\s*$|\.(?:tables|schema|indexes|indices|databases|dump|headers?|mode|width|fullschema|stats|show|help|timer|print|quit|exit|separator|nullvalue|dbinfo|eqp|explain|changes|lint|sha3sum|timeout)\b)/;

function judgeMeta(code: string): SqlJudgement {
  const verb = /^\S+/.exec(code)?.[0] ?? '';
  if (/^\\gexec\b/.test(code)) return {level: 'destructive', verb: 'what it has just put together', known: true};
  if (RUNS_PROGRAM.test(code)) return {level: 'destructive', verb: `${verb} with a program`, known: true};
  if (/^\\copy\b.*\bto\s+(?:p?stdout)\b/is.test(code)) return {level: 'reads', verb, known: true};
  const pages = /^\\(?:pset\s+pager_?|setenv|s\s+\S)/.test(code) || /[|`]/.test(code);
  return {level: SHOWS.test(code) && !pages ? 'reads' : 'changes', verb, known: true};
}

/** A line that is SQL and not a command: an upper-case verb first. */
export const SQL_FIRST =
  /^(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|TRUNCATE|GRANT|REVOKE|VACUUM|ANALYZE|EXPLAIN|WITH|SHOW|SET|BEGIN|COMMIT|ROLLBACK|REINDEX|COPY|CALL|MERGE|REPLACE|DESCRIBE|USE|KILL|FLUSH|OPTIMIZE|CHECKPOINT|LOCK|RESET|DECLARE)$/;
