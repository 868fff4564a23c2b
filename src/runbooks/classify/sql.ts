import {heavier, type Weight} from './invocation.js';

const READS =
  /^(?:select|show|explain|describe|desc|with|values|table|use|help|status|fetch|declare|begin|commit|rollback|start|end|pragma|list|\\[dlxqsghptcei?]|\\timing|\\conninfo|\\pset|\\watch)/i;
const DESTROYS = /^(?:delete|drop|truncate|reset|kill|shutdown|purge|flush|revoke|stop|detach)\b/i;
const VERB =
  /^(?:insert|update|create|alter|grant|vacuum|analyze|analyse|reindex|set|replace|merge|copy|call|do|cluster|refresh|lock|unlock|rename|optimize|repair|change|start|reload|load|import|export|comment|checkpoint|discard|execute|exec|prepare|attach|system|notify|listen|security|reassign|upsert|restore|backup|cancel|pause|resume|batch|apply)\b/i;

/** Functions that reach beyond a query. */
const TERMINATES =
  /\b(?:pg_terminate_backend|pg_cancel_backend|pg_drop_replication_slot|pg_promote|pg_reload_conf|pg_rotate_logfile|pg_switch_wal|pg_switch_xlog|lo_unlink|pg_stat_reset\w*|pg_read_file|dblink_exec|setval|nextval|pg_advisory_lock|pg_replication_slot_advance|pg_wal_replay_\w+|pg_create_\w+)\s*\(/i;
const DEADLY =
  /\b(?:pg_terminate_backend|pg_drop_replication_slot|pg_promote|dropDatabase|deleteMany|deleteOne|remove|drop|shutdownServer|dropIndex\w*|dropUser)\s*\(/i;

export interface SqlJudgement {
  readonly level: Weight;
  readonly verb: string;
  readonly known: boolean;
}

/** What SQL (several statements, psql's backslash commands included) can do. */
export function judgeSql(text: string): SqlJudgement {
  let worst: SqlJudgement = {level: 'reads', verb: 'SELECT', known: true};
  for (const statement of statementsOf(text)) {
    const one = judgeOne(statement);
    if (heavier(one.level, worst.level) !== worst.level) worst = one;
  }
  return worst;
}

function judgeOne(statement: string): SqlJudgement {
  const verb = (/^\\?\S+/.exec(statement)?.[0] ?? '').replace(/\(.*$/, '').toUpperCase();
  const at = (level: Weight, known = true) => ({level, verb, known});
  if (/^\\!|^\\o\b|^\\copy\b.*\bto\b|\bto\s+program\b|\binto\s+(?:out|dump)file\b/is.test(statement))
    return at('changes');
  if (DEADLY.test(statement) || DESTROYS.test(statement)) return at('destructive');
  if (/^update\b/i.test(statement)) return at(/\bwhere\b/i.test(statement) ? 'changes' : 'destructive');
  if (/^alter\b.*\bdrop\b/is.test(statement)) return at('destructive');
  if (READS.test(statement)) return at(hidesChange(statement));
  return at('changes', VERB.test(statement));
}

/** `WITH x AS (DELETE ...)`, `EXPLAIN ANALYZE UPDATE ...`, `SELECT ... INTO t`. */
function hidesChange(statement: string): Weight {
  if (/^(?:with|explain)\b[\s\S]*\b(?:delete\s+from|truncate\s+table|drop\s+table)\b/i.test(statement))
    return 'destructive';
  if (/^(?:with|explain)\b[\s\S]*\b(?:insert\s+into|update\s+\S+\s+set)\b/i.test(statement)) return 'changes';
  if (/^select\b[\s\S]*\binto\s+(?!@)\w/i.test(statement)) return 'changes';
  return TERMINATES.test(statement) || /\bfor\s+update\b/i.test(statement) ? 'changes' : 'reads';
}

function statementsOf(text: string): readonly string[] {
  return text
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .split(/;|\n(?=\s*\\)|\\gx?|(?<=^\s*\\[^\n]*)\n/m)
    .map(one => one.trim())
    .filter(one => one !== '');
}

/** A line that is SQL and not a command: an upper-case verb first. */
export const SQL_FIRST =
  /^(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|TRUNCATE|GRANT|REVOKE|VACUUM|ANALYZE|EXPLAIN|WITH|SHOW|SET|BEGIN|COMMIT|ROLLBACK|REINDEX|COPY|CALL|MERGE|REPLACE|DESCRIBE|USE|KILL|FLUSH|OPTIMIZE|CHECKPOINT|LOCK|RESET|DECLARE)$/;
