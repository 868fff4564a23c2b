import type {Flag} from '../command.js';
import type {Completable} from './model.js';

/** A script for fish's completions folder. */
export function fishScript(model: readonly Completable[]): string {
  const root = model.find(({path}) => path.length === 1);
  const head = ['# fish completion for wk', 'complete -c watchkeeper -w wk', 'complete -c wk -f'];
  return [...head, ...model.flatMap(line => linesOf(line, root)), ''].join('\n');
}

function linesOf(line: Completable, root: Completable | undefined): readonly string[] {
  const here = conditionOf(line);
  const isRoot = line === root;
  const globals = new Set(root?.flags.map(({name}) => name));
  return [
    ...line.commands.map(({name, summary}) => `complete -c wk -n ${quoted(here)} -a ${name} -d ${quoted(summary)}`),
    ...line.words.map(word => `complete -c wk -n ${quoted(here)} -a ${word}`),
    ...line.flags
      .filter(({name}) => isRoot || !globals.has(name))
      .map(flag => `complete -c wk ${isRoot ? '' : `-n ${quoted(here)} `}${flagOf(flag)}`),
  ];
}

/** Where the cursor has to be: below these words, and not yet below one of its commands. */
function conditionOf({path, commands}: Completable): string {
  const below = path.slice(1);
  if (below.length === 0) {
    return '__fish_use_subcommand';
  }
  const seen = below.map(name => `__fish_seen_subcommand_from ${name}`);
  const children = commands.map(({name}) => name).join(' ');
  return [...seen, ...(children === '' ? [] : [`not __fish_seen_subcommand_from ${children}`])].join('; and ');
}

function flagOf({name, short, value, choices, help}: Flag): string {
  const parts = [`-l ${name}`];
  if (short !== undefined) {
    parts.push(`-s ${short}`);
  }
  if (value !== undefined) {
    parts.push(value === 'FILE' || value === 'DIR' ? '-r -F' : '-x');
  }
  if (choices !== undefined) {
    parts.push(`-a ${quoted(choices.join(' '))}`);
  }
  return [...parts, `-d ${quoted(help)}`].join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
