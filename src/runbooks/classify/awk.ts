import type {Finding, Invocation, Weight} from './invocation.js';
import {parseOptions} from './options.js';

const VALUES = new Set([
  '-F',
  '-v',
  '--field-separator',
  '--assign',
  '-f',
  '--file',
  '-i',
  '--include',
  '-l',
  '--load',
]);
const PLAIN =
  /^(?:-[FvbcnNOPrSst]|--field-separator|--assign|--posix|--re-interval|--traditional|--characters-as-bytes|--use-lc-numeric|--non-decimal-data|--sandbox|--version|--csv|-k|--)$/;

/** awk: reads, unless its options or its program write a file or run a command. */
export function judgeAwk(name: string, {words}: Invocation): Finding {
  const {options, positionals} = parseOptions(words.slice(1), {
    values: VALUES,
    glued: new Set(['-o', '-d', '-p', '-L']),
  });
  const is = (level: Weight, reason: string, known = true): Finding => ({level, reason: `${name} ${reason}`, known});
  const strange = options.find(option => !PLAIN.test(option.name));
  if (strange !== undefined) {
    const runsFile = /^(?:-f|--f)/.test(strange.name);
    return runsFile
      ? is('changes', 'runs a program from a file', false)
      : is('changes', `has the option ${strange.name}, which may not only read`, false);
  }
  if (TO_SHELL.test(positionals[0]?.argument.value ?? '')) return is('destructive', 'hands what it prints to a shell');
  const program = bare(positionals[0]?.argument.value ?? '');
  if (/\bsystem\b|(?<!\|)\|(?!\|)|@/.test(program)) return is('changes', 'may run other commands');
  if (writes(program)) return is('changes', 'may write a file');
  return is('reads', 'looks read-only');
}

const TO_SHELL = /\|&?\s*"[^"]*\b(?:ba|da|k|z|a)?sh\b(?:\s+-[a-z]+)*\s*"/;
const WRITES_TO_NOBODY = />>?\s*"\/dev\/(?:stderr|stdout|null)"/g;
const STRING = /"(?:\\[\s\S]|[^"\\\n])*"/g;
/** A slash where a value may begin: behind an operator, not behind a name or a number. */
const PATTERN = /(^|[\n(,!~&|{};=]|\breturn|\bin)(\s*)\/(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\n\\[])*\//g;

/** The program without its comments, its texts and its patterns. */
function bare(program: string): string {
  return program
    .replace(WRITES_TO_NOBODY, ' ')
    .replace(STRING, '""')
    .replace(PATTERN, '$1$2 1 ')
    .replace(/#[^\n]*/g, '');
}

/** `print x > f`; in parentheses it compares. */
function writes(program: string): boolean {
  for (const [, rest = ''] of program.matchAll(/\bprintf?\b([^;}\n]*)/g)) {
    let inner = rest;
    for (let before = ''; before !== inner; ) {
      before = inner;
      inner = inner.replace(/\([^()]*\)/g, ' ');
    }
    if (inner.includes('>')) return true;
  }
  return false;
}
