import type {Argument} from './invocation.js';
import type {ParsedArguments} from './options.js';
import type {Tool} from './tool.js';

interface Where {
  readonly object: Tool['object'];
  /** The first word after the verb. */
  readonly from: number;
  /** The command's verb, for a statement that names nothing. */
  readonly label: string;
}

/** The name of what a statement hits; the command and its verb where it names nothing. */
export function resourceOf(args: ParsedArguments, {object, from, label}: Where): string {
  const words = args.positionals.slice(from).map(({argument}) => argument);
  if (object === 'kind') return objectOf(words, args) ?? label;
  if (object === 'none') return label;
  const given = object === 'named' ? valueGiven(args, ['--name']) : undefined;
  if (given !== undefined) return given;
  const word = object === 'last' || object === 'named' ? words.at(-1) : words[0];
  return (word === undefined ? undefined : shown(word)) ?? label;
}

/** `pod x`, `pod/x`, `pods -l app=x`, `-f x.yaml`, `pods --all -n y`. */
function objectOf(words: readonly Argument[], args: ParsedArguments): string | undefined {
  const [kind, name] = words;
  const slash = kind?.value.indexOf('/') ?? -1;
  if (kind !== undefined && slash > 0 && slash < kind.value.length - 1)
    return shown(kind)?.split('/').slice(1).join('/');
  if (name !== undefined) return shown(name);
  const chosen = valueGiven(args, ['-l', '--selector', '-f', '--filename', '-k', '--kustomize']);
  if (chosen !== undefined) return chosen;
  const all = args.options.some(option => option.name === '--all');
  const namespace = all ? valueGiven(args, ['-n', '--namespace']) : undefined;
  return namespace ?? (kind === undefined ? undefined : shown(kind));
}

function valueGiven({options}: ParsedArguments, names: readonly string[]): string | undefined {
  const value = options.find(({name}) => names.includes(name))?.value;
  return value === undefined ? undefined : shown(value);
}

/** Undefined for what is only known when it runs, and has no name either. */
function shown({computed, text, value}: Argument): string | undefined {
  if (value.includes('{}') || (computed && /[`(]/.test(text))) return undefined;
  return computed ? text.replace(/^"(.*)"$/s, '$1') : value;
}
