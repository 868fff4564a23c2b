import type {Argument} from './invocation.js';

export interface Option {
  /** With its dashes: `-n`, `--namespace`. */
  readonly name: string;
  readonly value?: Argument;
  /** Place among the arguments. */
  readonly index: number;
}

export interface Positional {
  readonly argument: Argument;
  readonly index: number;
}

export interface ParsedArguments {
  readonly options: readonly Option[];
  readonly positionals: readonly Positional[];
}

export interface OptionStyle {
  /** Options whose value is the next word. */
  readonly values: ReadonlySet<string>;
  /** `-name` is one option, not four. */
  readonly single?: boolean;
  /** Options end at the first word that is none. */
  readonly leading?: boolean;
}

/** Tells options from the rest, as getopt would: `--name=value`, `-nvalue`, `-rf`, `--`. */
export function parseOptions(args: readonly Argument[], style: OptionStyle): ParsedArguments {
  const options: Option[] = [];
  const positionals: Positional[] = [];
  let index = 0;
  const rest = () => {
    for (; index < args.length; index++) positionals.push({argument: args[index] as Argument, index});
  };
  for (; index < args.length; index++) {
    const argument = args[index] as Argument;
    if (argument.value === '--') {
      index++;
      rest();
    } else if (!isOption(argument)) {
      if (style.leading === true) rest();
      else positionals.push({argument, index});
    } else {
      const found = optionsIn(argument, index, style);
      options.push(...found.options);
      if (found.wantsNext && index + 1 < args.length) {
        const last = options.pop();
        if (last !== undefined) options.push({...last, value: args[++index] as Argument});
      }
    }
  }
  return {options, positionals};
}

/** Options before the first word that is none, and that word's place. */
export function isOption({value}: Argument): boolean {
  return value.length > 1 && value.startsWith('-');
}

function optionsIn(argument: Argument, index: number, style: OptionStyle) {
  const {value} = argument;
  const equals = value.indexOf('=');
  if (equals > 0 && (value.startsWith('--') || style.single === true)) {
    const inner = {
      ...argument,
      value: value.slice(equals + 1),
      text: argument.text.slice(argument.text.indexOf('=') + 1),
    };
    return {options: [{name: value.slice(0, equals), value: inner, index}], wantsNext: false};
  }
  if (value.startsWith('--') || style.single === true || value.length === 2) {
    return {options: [{name: value, index}], wantsNext: style.values.has(value)};
  }
  return cluster(argument, index, style);
}

/** `-rf` is `-r -f`; `-nkube` is `-n kube` where `-n` takes a value. */
function cluster(argument: Argument, index: number, {values}: OptionStyle) {
  const options: Option[] = [];
  const letters = argument.value.slice(1);
  for (let at = 0; at < letters.length; at++) {
    const name = `-${letters[at]}`;
    const value = letters.slice(at + 1);
    if (values.has(name)) {
      options.push(value === '' ? {name, index} : {name, value: {...argument, value, text: value}, index});
      return {options, wantsNext: value === ''};
    }
    options.push({name, index});
  }
  return {options, wantsNext: false};
}
