import type {Argument} from './invocation.js';

export interface Option {
  /** With its dashes: `-n`, `--namespace`. */
  readonly name: string;
  readonly value?: Argument;
  /** Place among the arguments. */
  readonly index: number;
  /** Its value would have been the next word. */
  readonly awaits?: true;
  /** It stands where the option before it takes a value: it may be one, and is no proof of anything. */
  readonly doubtful?: true;
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
  /** Options with a value only in the same word: `-Iseconds`. */
  readonly glued?: ReadonlySet<string>;
  /** `-name` is one option, not four. */
  readonly single?: boolean;
  /** Options end at the first word that is none. */
  readonly leading?: boolean;
}

/** Tells options from the rest, as getopt would: `--name=value`, `-nvalue`, `-rf`; `--` counts as one. */
export function parseOptions(args: readonly Argument[], style: OptionStyle): ParsedArguments {
  const options: Option[] = [];
  const positionals: Positional[] = [];
  let onlyWords = false;
  args.forEach((argument, index) => {
    const last = options.at(-1);
    if (last?.awaits === true) {
      options.splice(-1, 1, ...withValue(last, {argument, index}, style));
    } else if (onlyWords) {
      positionals.push({argument, index});
    } else if (argument.value === '--') {
      onlyWords = true;
      options.push({name: '--', index});
    } else if (isOption(argument)) {
      options.push(...optionsIn(argument, index, style));
    } else {
      positionals.push({argument, index});
      onlyWords = style.leading === true;
    }
  });
  return {options, positionals};
}

function isOption({value}: Argument): boolean {
  return value.length > 1 && value.startsWith('-');
}

/** What stands where a value is awaited is one; where it looks like an option it may be that as well. */
function withValue({name, index}: Option, next: Positional, style: OptionStyle): readonly Option[] {
  const option = {name, index, value: next.argument};
  return isOption(next.argument) ? [option, ...optionsIn(next.argument, next.index, style).map(doubted)] : [option];
}

function doubted({name, index, value}: Option): Option {
  return {name, index, doubtful: true, ...(value === undefined ? {} : {value})};
}

function optionsIn(argument: Argument, index: number, style: OptionStyle): readonly Option[] {
  const {value} = argument;
  const equals = value.indexOf('=');
  if (equals > 0 && (value.startsWith('--') || style.single === true)) {
    const text = argument.text.slice(argument.text.indexOf('=') + 1);
    return [{name: value.slice(0, equals), value: {...argument, value: value.slice(equals + 1), text}, index}];
  }
  if (value.startsWith('--') || style.single === true || value.length === 2) {
    return [named(value, index, style)];
  }
  return cluster(argument, index, style);
}

/** `-rf` is `-r -f`; `-nkube` is `-n kube` where `-n` takes a value. */
function cluster(argument: Argument, index: number, style: OptionStyle): readonly Option[] {
  const options: Option[] = [];
  const letters = argument.value.slice(1);
  for (let at = 0; at < letters.length; at++) {
    const name = `-${letters[at]}`;
    const value = letters.slice(at + 1);
    if ((style.values.has(name) || style.glued?.has(name) === true) && value !== '') {
      return [...options, {name, value: {...argument, value, text: value}, index}];
    }
    options.push(named(name, index, style));
  }
  return options;
}

function named(name: string, index: number, {values}: OptionStyle): Option {
  return values.has(name) ? {name, index, awaits: true} : {name, index};
}
