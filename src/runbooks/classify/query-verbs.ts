import {type Argument, heavier, type Weight} from './invocation.js';
import type {ParsedArguments} from './options.js';
import {plainChange} from './sql.js';

/** What an address or its data asks of the server in words that anybody can read. */
export interface AskedChange {
  readonly level: Weight;
  /** As the parameter writes it. */
  readonly what: string;
}

interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly computed: boolean;
}

/** `?q=DROP+DATABASE+x`, `?action=UNLOAD`: a request that is made for reading, but asks for a change; the worst one. */
export function changeAskedBy(args: ParsedArguments): AskedChange | undefined {
  const found = parametersOf(args).flatMap(parameter => changeIn(parameter) ?? []);
  return found.reduce<AskedChange | undefined>(
    (worst, one) => (worst !== undefined && heavier(worst.level, one.level) === worst.level ? worst : one),
    undefined,
  );
}

function parametersOf({options, positionals}: ParsedArguments): readonly Parameter[] {
  const addresses = [
    ...positionals.map(({argument}) => argument),
    ...options.flatMap(({name, value}) => (name === '--url' && value !== undefined ? [value] : [])),
  ];
  return [
    ...addresses.flatMap(one => (/^[^?]*\?([^#]*)/.exec(one.value)?.[1] ?? '').split(/[&;]/).map(encoded(one))),
    ...positionals.flatMap(({argument}) => itemOf(argument)),
    ...options.flatMap(({name, value}) => (value === undefined ? [] : sentBy(name, value))),
  ];
}

/** `name==value`, as httpie writes a parameter. */
function itemOf(argument: Argument): readonly Parameter[] {
  const [, name, value] = /^([\w.[\]-]+)==(.*)$/s.exec(argument.value) ?? [];
  return name === undefined || value === undefined ? [] : [{name, value, computed: argument.computed}];
}

/** `--data-urlencode` and `--url-query` take the value as it is, the others take it encoded. */
function sentBy(name: string, given: Argument): readonly Parameter[] {
  if (/^--(?:data-urlencode|url-query)$/.test(name)) {
    const [, key = '', value = ''] = /^([^=@]*)[=@](.*)$/s.exec(given.value) ?? ['', '', given.value];
    return [{name: key, value, computed: given.computed}];
  }
  return /^(?:-d|--data|--data-(?:raw|ascii|binary)|--post-data|--body-data)$/.test(name)
    ? given.value.split('&').map(encoded(given))
    : [];
}

function encoded({computed}: Argument): (text: string) => Parameter {
  return text => {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(text) ?? [];
    return {name: decoded(name), value: decoded(value), computed};
  };
}

/** Each escape for itself: one that is not right leaves the others readable. */
function decoded(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function changeIn({name, value}: Parameter): AskedChange | undefined {
  const sql = plainChange(value);
  if (sql !== undefined) return {level: sql.level, what: `${name}=${sql.verb}`};
  if (!/^(?:action|cmd|command)$/i.test(name) || value === '' || isReadingWord(value)) return undefined;
  return {level: DESTROYING_WORD.test(value) ? 'destructive' : 'changes', what: `${name}=${value}`};
}

const DESTROYING_WORD =
  /^(?:un(?:load|install|deploy)|delete|remove|drop|destroy|purge|kill|terminate|stop|shutdown|halt|reboot|reset|truncate|flush|clear|wipe|erase|abort)/i;
const READING_WORDS = new Set(
  'status stat stats statistics list ls get show view read query search opensearch find count info details health healthcheck check ping version help metrics parse raw history lookup indexversion filelist describe dump-threads threads config_get hello whoami uptime'.split(
    ' ',
  ),
);

/** `STATUS`, `LISTALIASES`, `CLUSTERSTATUS`, `DescribeInstances`, `getUser`. */
function isReadingWord(value: string): boolean {
  const word = value.trim();
  if (READING_WORDS.has(word.toLowerCase())) return true;
  return (
    /^(?:list(?!en)|describe)\w*$|^\w+status$/i.test(word) ||
    /^(?:[Gg]et|[Ss]how|[Ff]ind|[Ss]earch)[A-Z_]\w*$/.test(word)
  );
}
