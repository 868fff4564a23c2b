import {type Finding, heavier, type Invocation, type Weight} from './invocation.js';
import {type Option, type ParsedArguments, parseOptions} from './options.js';
import {changeAskedBy} from './query-verbs.js';

const list = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Options with a value that decide what is asked, or where the answer goes. */
const CURL_DOES =
  '-X --request -d --data --data-raw --data-binary --data-ascii --data-urlencode --json -F --form --form-string -T --upload-file -o --output -c --cookie-jar -K --config -w --write-out -D --dump-header -Q --quote --trace --trace-ascii --stderr --output-dir --libcurl --etag-save --hsts --alt-svc --dump-ca-embed --create-file-mode --mail-from --mail-rcpt';
/** Options with a value that only say how to ask. */
const CURL_SAYS_HOW =
  '-H --header -u --user -A --user-agent -b --cookie -e --referer -m --max-time --connect-timeout -x --proxy -U --proxy-user -E --cert --cert-type --key --key-type --pass --cacert --capath --crlfile --resolve --retry --retry-delay --retry-max-time -r --range --url --url-query --interface --unix-socket --abstract-unix-socket --aws-sigv4 --oauth2-bearer --limit-rate --max-filesize --ciphers --tls13-ciphers --tls-max --curves --pinnedpubkey -C --continue-at -y --speed-time -Y --speed-limit -z --time-cond --noproxy --connect-to --dns-servers --doh-url --max-redirs --proto --proto-default --proto-redir --expect100-timeout --keepalive-time --happy-eyeballs-timeout-ms --local-port --socks5 --socks5-hostname --request-target --etag-compare --service-name';
const CURL_FLAGS =
  '-s -S -k -L -f -i -I -v -g -G -4 -6 -0 -1 -2 -3 -N -n -p -q -V -h -Z -# --silent --show-error --insecure --location --location-trusted --fail --fail-with-body --fail-early --include --show-headers --head --verbose --globoff --get --ipv4 --ipv6 --http1.0 --http1.1 --http2 --http2-prior-knowledge --http3 --http3-only --tlsv1 --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --sslv2 --sslv3 --compressed --buffer --netrc --netrc-optional --retry-connrefused --retry-all-errors --path-as-is --progress-bar --progress-meter --parallel --raw --tr-encoding --ssl --ssl-reqd --keepalive --sessionid --proxytunnel --haproxy-protocol --basic --digest --ntlm --negotiate --anyauth --cert-status --disable --tcp-fastopen --tcp-nodelay --styled-output --post301 --post302 --post303 --version --help --next -: --';
const WGET_DOES =
  '-O --output-document -o --output-file -a --append-output -P --directory-prefix --post-data --post-file --method --body-data --body-file -i --input-file -e --execute --save-cookies --warc-file';
const WGET_SAYS_HOW =
  '-T --timeout --connect-timeout --read-timeout --dns-timeout -t --tries -U --user-agent --header -Q --user --password --http-user --http-password --ca-certificate --ca-directory --certificate --private-key --max-redirect --waitretry --compression --secure-protocol --bind-address --load-cookies --prefer-family';
const WGET_FLAGS =
  '-q -S -v -n -d -4 -6 -V -h --quiet --server-response --spider --no-check-certificate --no-verbose --verbose --debug --inet4-only --inet6-only --retry-connrefused --auth-no-challenge --no-proxy --no-hsts --no-cache --content-on-error --show-progress --save-headers --no-cookies --no-config --version --help --';

const CURL = {values: list(`${CURL_DOES} ${CURL_SAYS_HOW}`), plain: list(`${CURL_SAYS_HOW} ${CURL_FLAGS}`)};
const WGET = {values: list(`${WGET_DOES} ${WGET_SAYS_HOW}`), plain: list(`${WGET_SAYS_HOW} ${WGET_FLAGS}`)};
/** Their options with a word behind them. */
export const FETCH_VALUES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['curl', CURL.values],
  ['wget', WGET.values],
]);
const SENDS = /^(?:-d|--data|--data-\w+|--json|-F|--form|--form-string)$/;
/** Options that put something into a file; `-` and `/dev/null` are none. */
const WRITES =
  /^(?:-o|--output|-O|--remote-name|--remote-name-all|-J|--remote-header-name|-D|--dump-header|-c|--cookie-jar|--trace|--trace-ascii|--stderr|--output-file|--append-output|-a)$/;

/** curl and wget: by method, by what is sent, and by where the answer goes. */
export function judgeFetch(name: string, {words}: Invocation): Finding {
  const style = name === 'curl' ? CURL : WGET;
  const args = parseOptions(words.slice(1), style);
  const found = asked(name, args, name === 'curl' ? curl(args) : wget(args));
  const strange = args.options.find(option => isStrange(option, style.plain));
  const target = args.positionals.at(-1)?.argument;
  const raised =
    found.level === 'reads' && strange !== undefined
      ? {...at('changes', `${name} has the option ${strange.name}, which may not only read`), known: false}
      : {...found, known: true};
  return {...raised, ...(target === undefined ? {} : {resource: target.computed ? target.text : target.value})};
}

/** The method says little where the address itself says what is to be done. */
function asked(name: string, args: ParsedArguments, found: Omit<Finding, 'known'>): Omit<Finding, 'known'> {
  const change = changeAskedBy(args);
  if (change === undefined || heavier(found.level, change.level) === found.level) return found;
  return at(change.level, `${name} asks the server for ${change.what}`);
}

/** Neither one that says how to ask nor one that was looked at already. */
function isStrange({name, value}: Option, plain: ReadonlySet<string>): boolean {
  if (plain.has(name) || plain.has(name.replace(/^--no-/, '--')) || SENDS.test(name)) return false;
  if (/^(?:-X|--request|--method)$/.test(name)) return false;
  if (/^(?:-w|--write-out)$/.test(name)) return /%output\{|^@/.test(value?.value ?? '');
  return !isNoFile(value?.value) || !(WRITES.test(name) || name === '--output-document');
}

function isNoFile(value: string | undefined): boolean {
  return /^(?:-|\/dev\/(?:null|stdout|stderr))$/.test(value ?? '');
}

function curl(args: ParsedArguments): Omit<Finding, 'known'> {
  const method = methodOf(args, ['-X', '--request']);
  const sends = has(args, SENDS) && !has(args, /^(?:-G|--get)$/);
  if (method !== undefined || sends) return byMethod('curl', method ?? 'POST', args);
  if (has(args, /^(?:-T|--upload-file)$/)) return at('changes', 'curl uploads a file');
  if (has(args, /^(?:-Q|--quote)$/)) return at('changes', 'curl sends commands to the server');
  if (has(args, /^(?:-K|--config)$/)) return at('changes', 'curl takes its orders from a file');
  return output('curl', args);
}

const READ_BY = /^(?:https?|ftps?|sftp|scp|file|tftp)$/i;
/** Without a scheme curl takes it from the beginning of a host's name. */
const GUESSED = /^(dict|ldap|imap|smtp|pop3)\./i;

/** A way to talk to a port that is not made for reading: `gopher://cache:6379/_FLUSHALL`. */
function foreignScheme({options, positionals}: ParsedArguments): string | undefined {
  const given = (name: RegExp) => options.flatMap(one => (name.test(one.name) ? [one.value?.value ?? ''] : []));
  const urls = [...positionals.map(({argument}) => argument.value), ...given(/^--url$/)];
  const written = urls.map(url => /^([a-z][a-z0-9+.-]*|[{[].*):\/{1,3}/i.exec(url)?.[1] ?? GUESSED.exec(url)?.[1]);
  return [...written, ...given(/^--proto-default$/)].find(scheme => scheme !== undefined && !READ_BY.test(scheme));
}

function wget(args: ParsedArguments): Omit<Finding, 'known'> {
  const method = methodOf(args, ['--method']);
  if (method !== undefined || has(args, /^--(?:post|body)-/)) return byMethod('wget', method ?? 'POST', args);
  if (has(args, /^--spider$/)) return at('reads', 'wget --spider looks read-only');
  const to = args.options.findLast(({name}) => /^(?:-O|--output-document)$/.test(name))?.value?.value;
  return isNoFile(to) ? at('reads', 'wget looks read-only') : at('changes', 'wget writes a file');
}

/** Searches are sent with POST as often as not, but nobody can tell by looking. */
function byMethod(name: string, method: string, args: ParsedArguments): Omit<Finding, 'known'> {
  const upper = method.toUpperCase();
  if (/^(?:GET|HEAD|OPTIONS)$/.test(upper)) {
    return has(args, SENDS) && !isSearch(args) ? at('changes', `${name} sends data`) : output(name, args);
  }
  if (upper === 'DELETE') return at('destructive', `${name} -X DELETE removes what is at the address`);
  return at('changes', /^[A-Z]+$/.test(upper) ? `${name} sends ${upper}` : `${name} sends a method that is computed`);
}

function isSearch({positionals}: ParsedArguments): boolean {
  return positionals.some(({argument}) => /\/_(?:search|count|cat|explain|validate)\b/.test(argument.value));
}

function output(name: string, args: ParsedArguments): Omit<Finding, 'known'> {
  const scheme = name === 'curl' ? foreignScheme(args) : undefined;
  if (scheme !== undefined) return at('changes', `curl talks ${scheme}, and what it sends is part of the address`);
  const writes = args.options.some(({name: option, value}) => WRITES.test(option) && !isNoFile(value?.value));
  return writes ? at('changes', `${name} writes a file`) : at('reads', `${name} looks read-only`);
}

/** The worst of those that are given: a command line may hold several requests. */
function methodOf({options}: ParsedArguments, names: readonly string[]): string | undefined {
  const given = options.filter(({name}) => names.includes(name)).map(({value}) => value?.value ?? 'nothing');
  const not = (pattern: RegExp) => given.find(method => !pattern.test(method));
  return given.find(method => /^delete$/i.test(method)) ?? not(/^(?:GET|HEAD|OPTIONS)$/i) ?? given[0];
}

function has({options}: ParsedArguments, name: RegExp): boolean {
  return options.some(option => name.test(option.name));
}

function at(level: Weight, reason: string): Omit<Finding, 'known'> {
  return {level, reason};
}
