import type {Argument, Finding, Invocation, Weight} from './invocation.js';
import {parseOptions} from './options.js';

const VALUES = new Set(['-e', '--expression', '-f', '--file', '-l', '--line-length']);
const PLAIN =
  /^(?:-[nErsuzbe]|-l|--quiet|--silent|--expression|--regexp-extended|--line-length|--separate|--unbuffered|--null-data|--posix|--debug|--sandbox|--help|--version|--)$/;

/** sed: reads, unless its options or its script write a file or run a command. */
export function judgeSed(name: string, {words}: Invocation): Finding {
  const {options, positionals} = parseOptions(words.slice(1), {values: VALUES, glued: new Set(['-i'])});
  const is = (level: Weight, reason: string, known = true): Finding => ({level, reason: `${name} ${reason}`, known});
  if (options.some(one => one.name === '-i' || isShort(one.name, '--in-place'))) {
    const file = words.at(-1);
    const resource = file === undefined ? {} : {resource: file.computed ? file.text : file.value};
    return {...is('changes', '-i writes the file in place'), ...resource};
  }
  if (options.some(one => one.name === '-f' || isShort(one.name, '--file'))) {
    return is('changes', 'runs a script that is not read here', false);
  }
  const strange = options.find(one => !PLAIN.test(one.name));
  if (strange !== undefined) return is('changes', `has the option ${strange.name}, which may not only read`, false);
  const given = options.filter(one => /^(?:-e|--expression)$/.test(one.name)).flatMap(({value}) => value ?? []);
  const scripts = given.length > 0 ? given : positionals.slice(0, 1).map(({argument}) => argument);
  return is(...judged(scripts));
}

function isShort(name: string, whole: string): boolean {
  return name.length > 2 && name.startsWith('--') && whole.startsWith(name);
}

function judged(scripts: readonly Argument[]): readonly [Weight, string] {
  // Older ones end a pattern at a mark in brackets, newer ones do not: both readings count.
  const does = scripts
    .flatMap(({value}) => [doesMore(value, behindMark), doesMore(value, behindMarkOutsideBrackets)])
    .find(one => one !== undefined);
  return does === undefined ? ['reads', 'looks read-only'] : ['changes', does];
}

/** What a script does beyond printing; also where it cannot be followed. */
function doesMore(script: string, end: End): string | undefined {
  let rest = script;
  for (let turns = 0; turns < MOST; turns++) {
    rest = afterAddresses(rest.replace(/^[\s;}]+/, ''), end);
    if (rest === '') return undefined;
    const step = commandAt(rest, end);
    if (step.does !== undefined) return step.does;
    rest = rest.slice(step.length);
  }
  return UNCLEAR;
}

const MOST = 2000;
const UNCLEAR = 'has a script that cannot be followed';

function afterAddresses(text: string, end: End): string {
  const first = afterAddress(text, end);
  const comma = /^\s*,\s*/.exec(first)?.[0];
  const second = comma === undefined ? first : afterAddress(first.slice(comma.length), end);
  return second.replace(/^[\s!]+/, '');
}

function afterAddress(text: string, end: End): string {
  const [number = ''] = /^(?:[+~]?\d+(?:~\d+)?|\$)/.exec(text) ?? [];
  if (number !== '') return text.slice(number.length);
  const at = /^\\/.test(text) ? 1 : 0;
  if (at === 0 && text[0] !== '/') return text;
  return text.slice(end(text, at + 1, text[at] ?? '')).replace(/^[IM]+/, '');
}

/** Where a pattern ends: behind the next mark. */
type End = (text: string, from: number, mark: string) => number;

function behindMark(text: string, from: number, mark: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === mark) return at + 1;
  }
  return text.length;
}

function behindMarkOutsideBrackets(text: string, from: number, mark: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '[') at += (/^\[\^?\]?[^\]\n]*\]/.exec(text.slice(at))?.[0].length ?? 1) - 1;
    else if (text[at] === mark) return at + 1;
  }
  return text.length;
}

interface Step {
  readonly length: number;
  readonly does?: string;
}

function commandAt(text: string, end: End): Step {
  const letter = text[0] ?? '';
  if (/[{=dDgGhHnNpPxzF]/.test(letter)) return {length: 1};
  if (/[lqQ]/.test(letter)) return {length: /^.[ \t]*\d*/.exec(text)?.[0].length ?? 1};
  if (/[#:btTrRaicv]/.test(letter)) return {length: line(text)};
  if (letter === 's' || letter === 'y') return substitution(text, end);
  if (letter === 'w' || letter === 'W') {
    return isShown(text.slice(1)) ? {length: line(text)} : {length: 0, does: 'may write a file (w)'};
  }
  return {length: 0, does: letter === 'e' ? 'may run commands (e)' : UNCLEAR};
}

/** A line, with those that a backslash joins to it. */
function line(text: string): number {
  return /^(?:\\[\s\S]|[^\n\\])*/.exec(text)?.[0].length ?? text.length;
}

/** `s/a/b/g`: with any character for the slash. */
function substitution(text: string, behind: End): Step {
  const mark = text[1] ?? '';
  if (mark === '' || /[\s\\]/.test(mark)) return {length: 0, does: UNCLEAR};
  const end = behind(text, behind(text, 2, mark), mark);
  const [flags = ''] = /^[a-zA-Z0-9]*/.exec(text.slice(end)) ?? [];
  if (flags.includes('e')) return {length: 0, does: 'may run commands (e)'};
  if (!/[wW]/.test(flags)) return {length: end + flags.length};
  const target = text.slice(end).replace(/^[gpiIm\d]*[wW]/, '');
  return isShown(target) ? {length: end + line(text.slice(end))} : {length: 0, does: 'may write a file (w)'};
}

function isShown(target: string): boolean {
  return /^[ \t]*\/dev\/(?:stdout|stderr)[ \t]*(?:\n|$)/.test(target);
}
