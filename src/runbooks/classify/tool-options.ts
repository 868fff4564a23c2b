import type {Argument} from './invocation.js';
import {type ParsedArguments, parseOptions} from './options.js';
import type {PreparedTool} from './prepared-tool.js';

/** The options and words of a command that the tables speak of. Where `-name` is one option, `--name` is the same one. */
export function toolOptions(args: readonly Argument[], {tool, values, glued, names}: PreparedTool): ParsedArguments {
  if (tool.single !== true) return parseOptions(args, {values, glued});
  const spelled = args.map(argument => ({...argument, value: known(argument.value, names)}));
  return parseOptions(spelled, {values, single: true});
}

function known(word: string, names: ReadonlySet<string>): string {
  const name = /^--?[A-Za-z][^=]*/.exec(word)?.[0];
  if (name === undefined || names.has(name)) return word;
  const other = name.startsWith('--') ? name.slice(1) : `-${name}`;
  return names.has(other) ? other + word.slice(name.length) : word;
}
