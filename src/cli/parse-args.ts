import {OperatorError} from '../lib/operator-error.js';
import {type Args, argsOf, type FlagValue, type GlobalFlags} from './args.js';
import type {Argument, CommandSpec, Entry, Flag} from './command.js';
import {GLOBAL_FLAGS} from './global-flags.js';

interface Parsing {
  readonly spec: CommandSpec;
  readonly entry: Entry;
  /** The command's whole name, empty for `wk` alone. */
  readonly path: string;
  readonly words: readonly string[];
}

/** Reads a command's words and flags, or makes its help when that is asked for. Rejects with what is wrong with them. */
export async function parseArgs({
  spec,
  entry,
  path,
  words,
}: Parsing): Promise<{readonly args: Args} | {readonly help: string}> {
  const commander = await import('commander');
  let help = '';
  const command = new commander.Command(path === '' ? 'wk' : `wk ${path}`)
    .description(
      [`${entry.summary[0]?.toUpperCase()}${entry.summary.slice(1)}.`, spec.details ?? ''].join('\n\n').trim(),
    )
    .exitOverride()
    .configureOutput({
      writeOut: text => {
        help += text;
      },
      writeErr: () => undefined,
    })
    .helpOption('-h, --help', 'this help');
  for (const argument of spec.arguments) {
    command.addArgument(argumentOf(argument, commander));
  }
  const options = [...spec.flags, ...GLOBAL_FLAGS.map(flag => withFormats(flag, spec))].map(flag => ({
    flag,
    option: optionOf(flag, commander),
  }));
  for (const {option} of options) {
    command.addOption(option);
  }
  if (spec.examples !== undefined) {
    command.addHelpText('after', ['', 'Examples:', ...spec.examples.map(line => `  ${line}`)].join('\n'));
  }
  try {
    command.parse([...words], {from: 'user'});
  } catch (error) {
    if (help !== '') {
      return {help};
    }
    throw asUsageError(error, command.name());
  }
  const given = command.opts<Record<string, FlagValue>>();
  const values = new Map(options.map(({flag, option}) => [flag.name, given[option.attributeName()]]));
  return {args: argsOf(command.args, globalsOf(values), values)};
}

function withFormats(flag: Flag, {formats = []}: CommandSpec): Flag {
  return flag.name === 'output' ? {...flag, choices: [...(flag.choices ?? []), ...formats]} : flag;
}

type Commander = typeof import('commander');

function argumentOf({name, help, optional, variadic, choices}: Argument, {Argument: Made}: Commander) {
  const inner = `${name}${variadic === true ? '...' : ''}`;
  const argument = new Made(optional === true ? `[${inner}]` : `<${inner}>`, help);
  return choices === undefined ? argument : argument.choices([...choices]);
}

function optionOf({name, short, value, repeat, choices, help}: Flag, {Option, InvalidArgumentError}: Commander) {
  const flags = `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`;
  const option = new Option(flags, choices === undefined ? help : `${help} (${choices.join(', ')})`);
  if (value === undefined) {
    return option;
  }
  return option.argParser<FlagValue>((word: string, before: FlagValue): FlagValue => {
    if (choices !== undefined && !choices.includes(word)) {
      throw new InvalidArgumentError(`Use one of ${choices.join(', ')}.`);
    }
    return repeat === true ? [...(Array.isArray(before) ? before : []), word] : word;
  });
}

/** The flags that every command takes, out of all values. */
export function globalsOf(values: ReadonlyMap<string, FlagValue>): GlobalFlags {
  const text = (flag: string) => {
    const value = values.get(flag);
    return typeof value === 'string' ? value : undefined;
  };
  const [config, output, state, operator] = [text('config'), text('output'), text('state'), text('operator')];
  const alertmanager = values.get('alertmanager');
  return {
    dryRun: values.get('dry-run') === true,
    yes: values.get('yes') === true,
    readOnly: values.get('read-only') === true,
    reader: values.get('reader') === true,
    ...(Array.isArray(alertmanager) ? {alertmanager} : {}),
    ...(config === undefined ? {} : {config}),
    ...(output === undefined ? {} : {output}),
    ...(state === undefined ? {} : {state}),
    ...(operator === undefined ? {} : {operator}),
  };
}

/** commander's own words, as a sentence of ours. */
function asUsageError(error: unknown, name: string): unknown {
  const isUsage = error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
  if (!isUsage) {
    return error;
  }
  const text = error.message
    .replace(/^error: /, '')
    .split('\n')
    .join(' ')
    .trim();
  const sentence = `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
  return new OperatorError(/[.?!)]$/.test(sentence) ? sentence : `${sentence}.`, {hint: `See \`${name} --help\`.`});
}
