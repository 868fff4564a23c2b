import type {Weight} from './invocation.js';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Calls that only tell. */
const CALLS = words(`
  find findOne count countDocuments estimatedDocumentCount distinct aggregate stats dataSize storageSize totalSize
  totalIndexSize getIndexes getIndices indexes explain status hello isMaster serverStatus currentOp getCollectionNames
  getCollectionInfos getName version hostInfo serverBuildInfo printReplicationInfo printSecondaryReplicationInfo
  printSlaveReplicationInfo getReplicationInfo printCollectionStats printShardingStatus getShardDistribution conf config
  getSiblingDB getSisterDB getDB getCollection getMongo getDBNames sort limit skip pretty toArray size hint maxTimeMS project
  projection batchSize readPref isCapped latencyStats listCommands getProfilingStatus getLogComponents getUsers getRoles
  printjson print tojson tojsononeline stringify ObjectId ISODate Date NumberLong NumberInt NumberDecimal Timestamp hasNext
  itcount getBalancerState isBalancerRunning toString toFixed join length adminCommand runCommand slaveOk secondaryOk
  setReadPref forEach map filter match
`);
const ROOTS = words(
  'db rs sh print printjson tojson tojsononeline JSON EJSON ObjectId ISODate Date NumberLong NumberInt NumberDecimal Timestamp true false null undefined new function return',
);
const COMMANDS =
  /^["']?(?:ping|serverStatus|replSetGetStatus|replSetGetConfig|hello|isMaster|ismaster|buildInfo|hostInfo|listDatabases|listCollections|listIndexes|dbStats|dbstats|collStats|collstats|currentOp|getParameter|getCmdLineOpts|connectionStatus|connPoolStats|top|count|find|distinct|getLog|listCommands|features|whatsmyuri|usersInfo|rolesInfo|balancerStatus|listShards|getDefaultRWConcern)["']?$/;
const DESTROYS =
  /\b(?:dropDatabase|drop\w*|delete(?:Many|One)?|remove\w*|shutdown\w*|killOp|killSessions|killAllSessions\w*|stepDown|replSetStepDown|findOneAndDelete|renameCollection|convertToCapped|compact|emptycapped|movePrimary|fsyncLock|logout)\b/;

/** What JavaScript for a mongo shell can do: only plain calls of a closed list read. */
export function judgeMongo(script: string): Weight {
  const statements = script.split(/[;\n]/).map(one => one.trim());
  if (statements.every(one => one === '' || /^(?:show\s+\w+|use\s+[\w-]+|help|exit)$/.test(one))) return 'reads';
  if (onlyReads(script)) return 'reads';
  return DESTROYS.test(script.replace(/\.remove\s*:/g, '')) ? 'destructive' : 'changes';
}

const TOKEN =
  /\s+|(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\d+(?:\.\d+)?|[A-Za-z_$][\w$]*|=>|===?|!==?|[<>]=?|&&|\|\||\/(?:\\.|[^/\n\\])+\/[a-z]*|[{}[\]():,.;?+*!-]/y;

function onlyReads(script: string): boolean {
  const tokens = tokensIn(script);
  if (tokens === undefined || tokens.includes('++') || tokens.includes('--')) return false;
  const own = new Set(parametersIn(tokens));
  return tokens.every((token, at) => isHarmless(token, {tokens, at, own}));
}

/** Undefined where something stands in it that no plain call holds. */
function tokensIn(script: string): readonly string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < script.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(script)?.[0];
    if (token === undefined) return undefined;
    if (token.trim() !== '') tokens.push(token);
  }
  return tokens;
}

/** `m => ...`, `(a, b) => ...`, `function (m) { ... }`. */
function parametersIn(tokens: readonly string[]): readonly string[] {
  const found: string[] = [];
  tokens.forEach((token, at) => {
    if (token === '=>' && tokens[at - 1] !== ')') found.push(tokens[at - 1] ?? '');
    if (token === '=>' && tokens[at - 1] === ')') found.push(...backTo(tokens, at - 1));
    if (token === 'function') found.push(...tokens.slice(at + 1, tokens.indexOf(')', at)));
  });
  return found.filter(name => /^[A-Za-z_$][\w$]*$/.test(name) && !ROOTS.has(name));
}

function backTo(tokens: readonly string[], end: number): readonly string[] {
  return tokens.slice(tokens.lastIndexOf('(', end) + 1, end);
}

interface Spot {
  readonly tokens: readonly string[];
  readonly at: number;
  readonly own: ReadonlySet<string>;
}

function isHarmless(token: string, spot: Spot): boolean {
  const {tokens, at} = spot;
  const [before = '', next = ''] = [tokens[at - 1], tokens[at + 1]];
  if (/^["']?\$(?:where|function|accumulator|out|merge)\b/.test(token)) return false;
  if (/^["']/.test(token)) return !isComputed(before, next);
  if (token === '(') return !/^[)\]}]$/.test(before);
  if (!/^[A-Za-z_$]/.test(token) || next === ':') return true;
  return before === '.' ? isHarmlessMember(token, spot) : isHarmlessName(token, spot);
}

function isHarmlessMember(token: string, {tokens, at}: Spot): boolean {
  return tokens[at + 1] === '(' ? isCall(token, tokens.slice(at + 2, at + 5)) : !CALLED_BY_NAME.has(token);
}

function isHarmlessName(token: string, {tokens, at, own}: Spot): boolean {
  if (tokens[at + 1] !== '(') return ROOTS.has(token) || own.has(token);
  return CALLS.has(token) || token === 'return' || token === 'function';
}

/** `db["drop"]` is `db.drop`. */
function isComputed(before: string, next: string): boolean {
  return before === '[' && next === ']';
}

const CALLED_BY_NAME = words('constructor __proto__ prototype call apply bind');

function isCall(name: string, args: readonly string[]): boolean {
  if (!CALLS.has(name)) return false;
  const [first = '', second = ''] = args;
  if (/^(?:adminCommand|runCommand)$/.test(name)) return COMMANDS.test(first === '{' ? second : first);
  // Only a function that stands here: one that is named could be any.
  if (/^(?:forEach|map|filter)$/.test(name)) return first === 'function' || first === '(' || second === '=>';
  return true;
}
