import {type Argument, commandName, type Finding, type Invocation, literal} from './invocation.js';
import {parseOptions} from './options.js';

const SHELLS = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'ash', 'fish', 'rbash']);
const LANGUAGES = new Set([
  'python',
  'python2',
  'python3',
  'perl',
  'ruby',
  'node',
  'nodejs',
  'php',
  'lua',
  'irb',
  'ipython',
  'groovy',
  'scala',
  'deno',
  'bun',
  'tclsh',
  'expect',
  'osascript',
  'pwsh',
  'gitlab-rails',
  'rails',
  'erl',
  'iex',
  'jshell',
]);
const FETCHERS = /^(?:curl|wget|aws|gsutil|http|https|fetch|lynx|nc|ncat)$/;

/** What a shell or another interpreter is given to run. */
export interface Interpreted {
  readonly findings: readonly Finding[];
  /** Text for the shell. */
  readonly script?: Argument;
}

export function isShell(name: string): boolean {
  return SHELLS.has(name);
}

/** Shells, `eval`, `source` and other languages; undefined for any other command. */
export function interpret(invocation: Invocation, asksTerminal: boolean): Interpreted | undefined {
  const name = commandName(invocation.words[0]);
  if (SHELLS.has(name)) return shell(name, invocation);
  if (name === 'at' || name === 'batch') return later(name, invocation);
  if (name === 'eval') return {findings: [worst('eval runs text that is put together while it runs')]};
  if (name === 'source' || name === '.') return {findings: [source(name, invocation)]};
  return LANGUAGES.has(name) ? {findings: [language(name, invocation, asksTerminal)]} : undefined;
}

function shell(name: string, {words, feed}: Invocation): Interpreted {
  const {options, positionals} = parseOptions(words.slice(1), {
    values: new Set(['-o', '-O', '--rcfile']),
    leading: true,
  });
  const [first] = positionals;
  if (options.some(option => option.name === '-c')) {
    return first === undefined
      ? {findings: [worst(`${name} -c without a script`)]}
      : {findings: [], script: first.argument};
  }
  if (options.some(option => option.name === '--version')) return {findings: [reads(`${name} --version`)]};
  if (first?.argument.process === true) return {findings: [worst(`${name} runs what another command prints`)]};
  if (first !== undefined && !options.some(option => option.name === '-s')) {
    return {findings: [unknown(`${name} runs the script ${first.argument.text}`)]};
  }
  return {findings: [fed(name, feed)]};
}

/** `at now`: what it is fed runs later, and nobody sees it. */
function later(name: string, {words, feed}: Invocation): Interpreted {
  const {options} = parseOptions(words.slice(1), {values: new Set(['-f', '-q', '-t'])});
  if (options.some(option => option.name === '-l')) return {findings: [reads(`${name} -l`)]};
  const runs = unknown(`${name} runs it later`);
  if (feed?.kind !== 'text') return {findings: [feed === undefined ? runs : fed(name, feed)]};
  return {findings: [runs], script: {...literal(feed.text), computed: feed.computed === true}};
}

function fed(name: string, feed: Invocation['feed']): Finding {
  if (feed === undefined) {
    return {...unknown(`${name} opens a shell`), needsTerminal: true};
  }
  if (feed.kind === 'pipe' && feed.from.some(one => FETCHERS.test(one))) {
    return worst(`${name} runs what was just fetched from the network`);
  }
  return worst(`${name} runs whatever it is fed`);
}

function source(name: string, {words}: Invocation): Finding {
  const file = words[1];
  if (file === undefined) return unknown(`${name} without a file`);
  return file.process || file.value.startsWith('/dev/')
    ? worst(`${name} runs what another command prints`)
    : unknown(`${name} runs the script ${file.text}`);
}

function language(name: string, invocation: Invocation, asksTerminal: boolean): Finding {
  const args = invocation.words.slice(1).map(({value}) => value);
  const harmless = harmlessUse(invocation.words.slice(1));
  if (harmless !== undefined) return reads(`${name} ${harmless}`);
  if (args[0] === '-m' && /^(?:http\.server|SimpleHTTPServer)$/.test(args[1] ?? '')) {
    return {...unknown(`${name} -m ${args[1]} opens a port`), endless: true};
  }
  const bare = args.every(arg => arg.startsWith('-') && !/^-(?:c|e|ne|pe|ane|lane|m|p)/.test(arg));
  if (bare && invocation.feed?.kind === 'pipe') return worst(`${name} runs whatever it is fed`);
  const waits = bare && invocation.feed === undefined && !invocation.captured;
  const prompt = waits || asksTerminal || /^(?:console|c)$/.test(args[0] ?? '');
  const asks = prompt ? {needsTerminal: true} : {};
  const text = [...args, invocation.feed?.text ?? ''].join('\n');
  if (DESTROYS.test(text)) return {...worst(`${name} runs a program that removes something`), ...asks};
  return {...unknown(`${name} runs a program that is not read here`), ...asks};
}

/** What languages call the removal of files, tables and servers. */
const DESTROYS =
  /\b(?:rmtree|unlink|os\.remove|removedirs|rmdir|rmSync|unlinkSync|rm_rf|rm_r|remove_entry|remove_dir|File\.delete|deltree|delete_all|destroy_all|drop_database|dropDatabase|drop_table|deleteMany)\b|\brm\s+-|\bmkfs|\bdrop\s+(?:table|database|schema)\b|\bdelete\s+from\b|\btruncate\b/i;

function harmlessUse(words: readonly Argument[]): string | undefined {
  const [first = '', second = '', ...others] = words.map(({value}) => value);
  if (/^(?:--version|-V|-v|--help)$/.test(first) && second === '' && others.length === 0) return first;
  if (first !== '-m') return undefined;
  if (second === 'json.tool') return jsonTool(words.slice(2));
  return /^(?:platform|site|calendar)$/.test(second) ? `-m ${second}` : undefined;
}

/** `-m json.tool`, unless it is given a second file, which it writes. */
function jsonTool(words: readonly Argument[]): string | undefined {
  const {positionals} = parseOptions(words, {values: new Set(['--indent'])});
  const [file, target] = positionals.map(({argument}) => argument);
  const several = file?.pattern === true || file?.loose?.some(({quoted}) => !quoted) === true;
  const writes = target !== undefined && !/^\/dev\/(?:stdout|null)$/.test(target.value);
  return several || writes ? undefined : '-m json.tool';
}

function worst(reason: string): Finding {
  return {level: 'destructive', reason, known: true};
}

function unknown(reason: string): Finding {
  return {level: 'changes', reason, known: false};
}

function reads(what: string): Finding {
  return {level: 'reads', reason: `${what} looks read-only`, known: true};
}
