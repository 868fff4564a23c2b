import type {Flag} from './command.js';

/** Flags that every command takes, before or after its name. */
export const GLOBAL_FLAGS: readonly Flag[] = [
  {name: 'config', value: 'FILE', help: 'configuration file (WK_CONFIG)'},
  {
    name: 'alertmanager',
    value: 'URL',
    repeat: true,
    help: 'URL, NAME=URL[,URL] or configured name; URLs alone are one cluster (ALERTMANAGER_URL)',
  },
  {
    name: 'output',
    short: 'o',
    value: 'FORMAT',
    choices: ['table', 'wide', 'json', 'simple'],
    help: 'how data is printed',
  },
  {name: 'operator', value: 'NAME', help: 'who is acting (WK_OPERATOR)'},
  {name: 'state', value: 'DIR', help: 'folder of the journal (WK_STATE)'},
  {name: 'read-only', help: 'change nothing outside; notes are still taken (WK_READ_ONLY)'},
  {name: 'reader', help: 'the cockpit as plain lines of what changes, for a screen reader (WK_READER)'},
  {name: 'dry-run', help: 'say what would be done, and do nothing'},
  {name: 'yes', help: 'do not ask'},
];

/** Other spellings, as amtool has them. */
const ALIASES: Readonly<Record<string, string>> = {'--alertmanager.url': '--alertmanager'};

/** The words with other spellings of flags replaced; what comes after `--` stays. */
export function withoutAliases(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return argv.map((word, index) => {
    if (end !== -1 && index > end) {
      return word;
    }
    const [flag = '', ...value] = word.split('=');
    const known = ALIASES[flag];
    return known === undefined ? word : [known, ...value].join('=');
  });
}

/** Whether a word is a global flag whose value is the next word. */
export function takesNextWord(word: string): boolean {
  return GLOBAL_FLAGS.some(
    ({name, short, value}) =>
      value !== undefined && (word === `--${name}` || (short !== undefined && word === `-${short}`)),
  );
}
