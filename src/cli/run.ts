import type {Config} from '../config/config.js';
import {nearest} from '../lib/nearest.js';
import {OperatorError} from '../lib/operator-error.js';
import type {Args} from './args.js';
import {cockpitArgs} from './cockpit-args.js';
import type {Entry, Result} from './command.js';
import {COCKPIT, COMMANDS} from './commands/index.js';
import type {CommandContext} from './context.js';
import {EXIT} from './exit-codes.js';
import {GLOBAL_FLAGS, takesNextWord, withoutAliases} from './global-flags.js';
import {groupHelp, programHelp} from './help.js';
import {printResult, say} from './output.js';
import {parseArgs} from './parse-args.js';
import {reportError} from './report-error.js';
import {columnsOf, wrapWords} from './wrap-words.js';

/** Runs one command line in a context and answers the exit code. Never rejects. */
export async function run(argv: readonly string[], context: CommandContext): Promise<number> {
  const seen: Seen = {};
  try {
    return await runWords(withHelpWord(withoutAliases(argv)), context, seen);
  } catch (error) {
    // Whatever was under way failed because it was told to.
    if (context.signal.aborted) {
      say('wk: Stopped. What was recorded so far stays recorded.', context);
      return EXIT.stopped;
    }
    return reportError(error, context, seen.config);
  }
}

/** What the command learned on the way that printing needs. */
interface Seen {
  config?: Config;
}

async function runWords(words: readonly string[], context: CommandContext, seen: Seen): Promise<number> {
  const {entry, path, rest} = findCommand(words);
  if (entry.load === undefined) {
    return showGroup(entry, rest, context);
  }
  if (entry === COCKPIT && rest.some(word => word === '--help' || word === '-h')) {
    context.stdout.write(wrapWords(programHelp(), columnsOf(context.stdout)));
    return EXIT.done;
  }
  const spec = await entry.load();
  const plain = entry === COCKPIT ? cockpitArgs(rest) : undefined;
  const parsed = plain === undefined ? await parseArgs({spec, entry, path, words: rest}) : {args: plain};
  if ('help' in parsed) {
    context.stdout.write(wrapWords(parsed.help, columnsOf(context.stdout)));
    return EXIT.done;
  }
  const result = await spec.run(parsed.args, remembering(context, seen), {commands: COMMANDS, globals: GLOBAL_FLAGS});
  return finish(result, {args: parsed.args, context, seen});
}

interface Finishing {
  readonly args: Args;
  readonly context: CommandContext;
  readonly seen: Seen;
}

async function finish(result: Result, {args, context, seen}: Finishing): Promise<number> {
  const wanted = args.globals.output ?? seen.config?.output ?? 'table';
  await printResult(result, wanted, context);
  if (result.stream !== undefined && context.signal.aborted) {
    return EXIT.stopped;
  }
  return result.exitCode ?? EXIT.done;
}

/** Keeps the configuration that a command loads, and tells what could not be followed in it. */
function remembering(context: CommandContext, seen: Seen): CommandContext {
  return {
    ...context,
    async loadConfig(flags, reader) {
      const config = await context.loadConfig(flags, reader);
      seen.config = config;
      for (const warning of config.warnings) {
        say(`Note: ${warning}.`, context);
      }
      return config;
    },
  };
}

/** `wk help ack` is `wk ack --help`, also after flags. */
function withHelpWord(words: readonly string[]): readonly string[] {
  const name = nextName(words);
  return name?.word === 'help' ? [...words.toSpliced(name.index, 1), '--help'] : words;
}

interface Found {
  readonly entry: Entry;
  /** The command's whole name, such as `silence add`. */
  readonly path: string;
  /** Everything but the name. */
  readonly rest: readonly string[];
}

function findCommand(words: readonly string[]): Found {
  const name = nextName(words);
  if (name === undefined) {
    return {entry: COCKPIT, path: '', rest: words};
  }
  const entry = choose(COMMANDS, name.word, '');
  const rest = words.toSpliced(name.index, 1);
  const child = entry.commands === undefined ? undefined : nextName(rest);
  if (entry.commands === undefined || child === undefined) {
    return {entry, path: entry.name, rest};
  }
  const chosen = choose(entry.commands, child.word, `${entry.name} `);
  return {entry: chosen, path: `${entry.name} ${chosen.name}`, rest: rest.toSpliced(child.index, 1)};
}

/** The first word that is neither a flag nor the value of one. */
function nextName(words: readonly string[]): {readonly word: string; readonly index: number} | undefined {
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!word.startsWith('-')) {
      return {word, index};
    }
    if (word === '--') {
      return undefined;
    }
    index += takesNextWord(word) ? 1 : 0;
  }
  return undefined;
}

function choose(entries: readonly Entry[], word: string, before: string): Entry {
  const entry = entries.find(({name}) => name === word);
  if (entry !== undefined) {
    return entry;
  }
  const meant = nearest(
    word,
    entries.map(({name}) => name),
  );
  throw new OperatorError(`There is no command \`wk ${before}${word}\`.`, {
    hint: meant === undefined ? `See \`wk ${before}--help\`.` : `Did you mean \`wk ${before}${meant}\`?`,
  });
}

function showGroup(entry: Entry, words: readonly string[], context: CommandContext): number {
  if (words.some(word => word === '--help' || word === '-h')) {
    context.stdout.write(wrapWords(groupHelp(entry), columnsOf(context.stdout)));
    return EXIT.done;
  }
  context.stderr.write(groupHelp(entry));
  return EXIT.usage;
}
