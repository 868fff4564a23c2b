import type {Finding, Invocation, Weight} from './invocation.js';
import {type ParsedArguments, parseOptions} from './options.js';

const CURL_VALUES =
  '-X --request -d --data --data-raw --data-binary --data-ascii --data-urlencode --json -F --form --form-string -T --upload-file -o --output -H --header -u --user -A --user-agent -b --cookie -c --cookie-jar -e --referer -K --config -m --max-time --connect-timeout -w --write-out -x --proxy -E --cert --key --cacert --capath --resolve --retry --retry-delay --retry-max-time -r --range -s_ --url --interface -D --dump-header --unix-socket --aws-sigv4 --oauth2-bearer --limit-rate -Q --quote --ciphers --tlsv1_ -C --continue-at -y -Y -z --noproxy --connect-to --dns-servers --trace --trace-ascii --stderr --max-redirs --output-dir';
const WGET_VALUES =
  '-O --output-document -o --output-file -P --directory-prefix -T --timeout -t --tries -U --user-agent --header --post-data --post-file --method --body-data --body-file -a -i -Q --user --password --ca-certificate';

const CURL = {values: new Set(CURL_VALUES.split(' '))};
const WGET = {values: new Set(WGET_VALUES.split(' '))};
const SENDS = /^(?:-d|--data|--data-\w+|--json|-F|--form|--form-string)$/;

/** curl and wget: by method, by what is sent, and by where the answer goes. */
export function judgeFetch(name: string, {words}: Invocation): Finding {
  const args = parseOptions(words.slice(1), name === 'curl' ? CURL : WGET);
  const found = name === 'curl' ? curl(args) : wget(args);
  const target = args.positionals.at(-1)?.argument;
  return {
    ...found,
    known: true,
    ...(target === undefined ? {} : {resource: target.computed ? target.text : target.value}),
  };
}

function curl(args: ParsedArguments): Omit<Finding, 'known'> {
  const method = methodOf(args, ['-X', '--request']);
  const sends = has(args, SENDS) && !has(args, /^(?:-G|--get)$/);
  if (method !== undefined || sends) return byMethod('curl', method ?? 'POST', args);
  if (has(args, /^(?:-T|--upload-file)$/)) return at('changes', 'curl uploads a file');
  if (has(args, /^(?:-Q|--quote)$/)) return at('changes', 'curl sends commands to the server');
  if (has(args, /^(?:-K|--config)$/)) return at('changes', 'curl takes its orders from a file');
  return output(
    'curl',
    args,
    /^(?:-o|--output|-O|--remote-name|-J|-D|--dump-header|-c|--cookie-jar|--trace|--trace-ascii|--stderr|--remote-name-all)$/,
  );
}

function wget(args: ParsedArguments): Omit<Finding, 'known'> {
  const method = methodOf(args, ['--method']);
  if (method !== undefined || has(args, /^--(?:post|body)-/)) return byMethod('wget', method ?? 'POST', args);
  if (has(args, /^--spider$/)) return at('reads', 'wget --spider looks read-only');
  const to = valueGiven(args, /^(?:-O|--output-document)$/);
  return to === '-' || to === '/dev/null' || to === '/dev/stdout'
    ? at('reads', 'wget looks read-only')
    : at('changes', 'wget writes a file');
}

/** Searches are sent with POST as often as not, but nobody can tell by looking. */
function byMethod(name: string, method: string, args: ParsedArguments): Omit<Finding, 'known'> {
  const upper = method.toUpperCase();
  if (/^(?:GET|HEAD|OPTIONS)$/.test(upper)) {
    return has(args, SENDS) && !isSearch(args)
      ? at('changes', `${name} sends data`)
      : output(name, args, /^(?:-o|--output|-O)$/);
  }
  if (upper === 'DELETE') return at('destructive', `${name} -X DELETE removes what is at the address`);
  return at('changes', /^[A-Z]+$/.test(upper) ? `${name} sends ${upper}` : `${name} sends a method that is computed`);
}

function isSearch({positionals}: ParsedArguments): boolean {
  return positionals.some(({argument}) => /\/_(?:search|count|cat|explain|validate)\b/.test(argument.value));
}

function output(name: string, args: ParsedArguments, options: RegExp): Omit<Finding, 'known'> {
  const writes = args.options.some(
    ({name: option, value}) =>
      options.test(option) && !/^(?:-|\/dev\/(?:null|stdout|stderr))$/.test(value?.value ?? ''),
  );
  return writes ? at('changes', `${name} writes a file`) : at('reads', `${name} looks read-only`);
}

function methodOf(args: ParsedArguments, names: readonly string[]): string | undefined {
  const option = args.options.findLast(({name}) => names.includes(name));
  return option === undefined ? undefined : (option.value?.value ?? 'nothing');
}

function valueGiven({options}: ParsedArguments, name: RegExp): string | undefined {
  return options.findLast(option => name.test(option.name))?.value?.value;
}

function has({options}: ParsedArguments, name: RegExp): boolean {
  return options.some(option => name.test(option.name));
}

function at(level: Weight, reason: string): Omit<Finding, 'known'> {
  return {level, reason};
}
