import {type Argument, commandName, type Feed, type Invocation} from '../classify/invocation.js';
import {preparedTool} from '../classify/prepared-tool.js';
import {isPlainReader, takesData, takesFedData} from './data-readers.js';

/** Whether a text holds the value that is asked about. */
export type Holds = (text: string) => boolean;

/** Whether a command reads the value as text of its own: a program, a query, lines that it acts on. */
export function readsAsItsOwn(invocation: Invocation, holds: Holds): boolean {
  const {words, feed, redirections} = invocation;
  const name = commandName(words[0]);
  if (words.length === 0) return redirections.some(isConnection) && holdsIn(feed, holds);
  if (redirections.some(isConnection) && (words.some(({value}) => holds(value)) || holdsIn(feed, holds))) return true;
  if (holdsIn(feed, holds) && !takesFedData(name, words)) return true;
  return words.slice(1).some((word, index) => holds(word.value) && isCode(name, words.slice(1), index));
}

function holdsIn(feed: Feed | undefined, holds: Holds): boolean {
  return feed !== undefined && holds(feed.text);
}

/** Whoever listens there acts on what comes. */
function isConnection({target}: Invocation['redirections'][number]): boolean {
  return /^\/dev\/(?:tcp|udp)\//.test(target.value);
}

const CODE_OPTION =
  /^--?(?:[\w-]*-)?(?:eval|exec|execute|commands?|cmd|query|queries|sql|cql|scripts?|expr|expression|parameters|code|program|statements?|inline|jq|jsonpath|template|overrides|patch)(?:-(?!file|timeout|id|name)[\w-]+)?$/;
/** Of a program that nobody has described here. */
const SHORT_CODE = /^-(?:[a-zA-Z]*[ceEqQr]|ex)$/;
/** What follows such a word is a text for whatever answers. */
const CODE_VERB =
  /^(?:query|instant|range|eval|rpc|sql|exec|execute|expr|runner|raw|txn|console|send-command|run-command|cmd\.run|evaluate|script)$/i;
/** All their words are one text of theirs. */
const READS_ITS_WORDS =
  /^(?:nft|varnishadm|socat|cypher-shell|gremlin(?:\.sh)?|osqueryi|duckdb|beeline|hive|impala-shell|presto|trino|snowsql|usql|isql|tsql|bteq|logcli|zkCli(?:\.sh)?|gojq|xq|dasel|mlr|xmllint|xmlstarlet)$/;

function isCode(name: string, args: readonly Argument[], index: number): boolean {
  if (READS_ITS_WORDS.test(name)) return true;
  const own = args[index]?.value ?? '';
  const tool = preparedTool(name)?.tool;
  const isOption = (option: string) =>
    CODE_OPTION.test(option) || (tool === undefined && !isPlainReader(name) && SHORT_CODE.test(option));
  if (own.startsWith('-')) return isOption(nameOf(own));
  const before = args.slice(0, index).map(({value}) => value);
  if (isOption(before.at(-1) ?? '')) return true;
  // `--parameters a=b commands=c`: a long option may have several words.
  const long = before.findLast(word => word.startsWith('-'));
  if (long?.startsWith('--') === true && CODE_OPTION.test(long)) return true;
  const hasVerbs = !takesData(name) && (tool === undefined || tool.any !== 'reads');
  return (
    hasVerbs &&
    before
      .filter(word => !word.startsWith('-'))
      .slice(0, 3)
      .some(word => CODE_VERB.test(word))
  );
}

/** `-e` of `-ecode`, `--eval` of `--eval=code`. */
function nameOf(word: string): string {
  const equals = word.indexOf('=');
  if (word.startsWith('--')) return equals < 0 ? word : word.slice(0, equals);
  return equals > 0 ? word.slice(0, equals) : word.slice(0, 2);
}
