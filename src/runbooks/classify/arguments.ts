import type {SyntaxNode, Word, WordPart} from 'unbash';
import {parseBash, walkBash} from '../bash/parse-bash.js';
import {expandBraces} from './braces.js';
import type {Argument, Loose} from './invocation.js';
import {isMasked} from './mask.js';

const DEEPEST = 4;

/** The words that a word of the source comes to, as far as that shows: braces are taken apart. */
export function argumentsOf(word: Word, depth = 0): readonly Argument[] {
  if (!hasBraces(word)) return [argument(word)];
  const written = depth < DEEPEST ? expandBraces(word) : undefined;
  const words = written?.map(wordIn);
  if (words === undefined || words.some(one => one === undefined)) return [argument(word)];
  return words.flatMap(one => (one === undefined || one === '' ? [] : argumentsOf(one, depth + 1)));
}

/** Undefined for what is not one word; empty for none. */
function wordIn(text: string): Word | '' | undefined {
  if (text === '') return '';
  const {ast, errors} = parseBash(`: ${text}`);
  const [statement, ...others] = ast.commands;
  const command = statement?.command;
  if (errors.length > 0 || others.length > 0 || command?.type !== 'Command') return undefined;
  const [word, ...more] = command.args;
  return more.length === 0 && word?.type === 'Word' && word.text === text ? word : undefined;
}

function hasBraces({parts = []}: Word): boolean {
  return parts.some(({type}) => type === 'BraceExpansion');
}

/** The word as the shell passes it on. */
export function argument(word: Word): Argument {
  const parts = word.parts ?? [];
  const loose = looseIn(word);
  return {
    value: word.value,
    text: word.text,
    computed: holdsExpansion(word) || isMasked(word.value),
    pattern: parts.some(part => part.type === 'Glob' || part.type === 'ExtendedGlob' || part.type === 'BraceExpansion'),
    process: parts.some(part => part.type === 'ProcessSubstitution'),
    ...(loose.length === 0 ? {} : {loose}),
  };
}

const EXPANSIONS: ReadonlySet<string> = new Set([
  'SimpleExpansion',
  'ParameterExpansion',
  'CommandExpansion',
  'ArithmeticExpansion',
  'ProcessSubstitution',
]);

export function holdsExpansion(node: SyntaxNode): boolean {
  let holds = false;
  walkBash(node, one => {
    if (EXPANSIONS.has(one.type)) holds = true;
  });
  return holds;
}

interface Sight {
  readonly quoted: boolean;
  readonly isOption: boolean;
  readonly found: Loose[];
  begun: boolean;
}

/** The places of a word at which it could become more words, or begin as nobody sees. */
function looseIn({parts = [], value}: Word): readonly Loose[] {
  const sight: Sight = {quoted: false, isOption: value.startsWith('-'), found: [], begun: false};
  for (const part of parts) look(part, sight);
  return sight.found;
}

function look(part: WordPart, sight: Sight): void {
  switch (part.type) {
    case 'DoubleQuoted':
    case 'LocaleString':
      lookInside(part.parts, sight);
      return;
    case 'BraceExpansion':
      sight.found.push({quoted: false, first: !sight.begun});
      return;
    case 'Glob':
    case 'ExtendedGlob':
      // `-[d]elete` finds a file of that name.
      if (sight.isOption) sight.found.push({quoted: false, first: true});
      sight.begun = true;
      return;
    case 'ProcessSubstitution':
      sight.begun = true;
      return;
    default:
      lookAt(part, sight);
  }
}

function lookInside(parts: readonly WordPart[], sight: Sight): void {
  const inner: Sight = {...sight, quoted: true};
  for (const part of parts) look(part, inner);
  sight.begun = inner.begun;
}

function lookAt(part: WordPart, sight: Sight): void {
  if (!EXPANSIONS.has(part.type)) sight.begun ||= !('value' in part) || part.value !== '';
  else if (isSteady(part)) sight.begun = true;
  else sight.found.push({...nameOf(part), quoted: sight.quoted && !isList(part), first: !sight.begun});
}

/** `"$@"` and `"${list[@]}"` are many words in spite of their quotes. */
function isList(part: WordPart): boolean {
  return 'text' in part && /^\$(?:@|\{[^}]*[@][^}]*\})/.test(part.text);
}

/** The variable whose value it is, where it begins as that does. */
function nameOf(part: WordPart): {readonly name?: string} {
  if (part.type === 'SimpleExpansion') {
    const name = part.text.slice(1);
    return /^[A-Za-z_]\w*$/.test(name) ? {name} : {};
  }
  if (part.type !== 'ParameterExpansion' || part.index !== undefined || part.prefix !== undefined) return {};
  const [, operator] = /^\$\{\w+(%%?|\^\^?|,,?|:?[-=?])?/.exec(part.text) ?? [];
  const isKept = part.operation === undefined || operator !== undefined;
  return isKept && /^[A-Za-z_]\w*$/.test(part.parameter) ? {name: part.parameter} : {};
}

/** One word that is no option, whatever is asked: a number, a date, the name of this machine. */
export function isSteady(part: WordPart): boolean {
  if (part.type === 'ArithmeticExpansion') return true;
  if (part.type === 'SimpleExpansion') return /^\$[?#$!0]$/.test(part.text);
  if (part.type === 'ParameterExpansion') return /^\$\{#\w+(?:\[[@*]\])?\}$|^\$\{[?#$!]\}$/.test(part.text);
  if (part.type !== 'CommandExpansion') return false;
  const commands = part.script?.commands ?? [];
  const only = commands.length === 1 ? commands[0]?.command : undefined;
  if (only?.type !== 'Command' || only.prefix.length > 0) return false;
  return TELLS_ONE.test(only.name?.value ?? '') && only.args.every(word => word.type === 'Word' && isPlain(word));
}

const TELLS_ONE = /^(?:date|hostname|whoami|nproc|pidof|pgrep|uname|id|pwd|tty|arch)$/;

function isPlain(word: Word): boolean {
  return !holdsExpansion(word) && !/^\+-|^\+.*[\s*?[]/.test(word.value);
}
