import type {Entry} from './command.js';
import {COMMANDS} from './commands/index.js';
import {GLOBAL_FLAGS} from './global-flags.js';
import {VERSION} from './version.js';

/** What `wk --help` prints. Loads no command. */
export function programHelp(): string {
  const flags = GLOBAL_FLAGS.map(({name, short, value, help}): readonly [string, string] => [
    `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
    help,
  ]);
  return [
    `wk ${VERSION}: the on-call engineer's cockpit in a terminal`,
    '',
    'Usage: wk [flags]                   open the cockpit',
    '       wk COMMAND [flags] [words]',
    '',
    'Commands:',
    ...columns(COMMANDS.flatMap(entry => listed(entry, ''))),
    '',
    'Flags:',
    ...columns([
      ...flags,
      ['-h, --help', 'help, also for one command: wk COMMAND --help'],
      ['    --version', 'print the version'],
    ]),
    '',
    'Data goes to stdout, everything else to stderr. Exit codes: 0 done, 1 failed, 2 usage or configuration,',
    '3 unreachable, 4 not allowed, 5 not found, 6 refused (state changed, or read-only), 70 bug.',
    '',
  ].join('\n');
}

/** What a command that only has commands prints. */
export function groupHelp(entry: Entry): string {
  return [
    `Usage: wk ${entry.name} COMMAND [flags] [words]`,
    '',
    `${entry.summary[0]?.toUpperCase()}${entry.summary.slice(1)}.`,
    '',
    'Commands:',
    ...columns(listed(entry, '')),
    '',
    `More: wk ${entry.name} COMMAND --help`,
    '',
  ].join('\n');
}

function listed(entry: Entry, before: string): readonly (readonly [string, string])[] {
  const name = `${before}${entry.name}`;
  if (entry.commands !== undefined) {
    return entry.commands.flatMap(child => listed(child, `${name} `));
  }
  return [[entry.takes === undefined ? name : `${name} ${entry.takes}`, entry.summary]];
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
}
