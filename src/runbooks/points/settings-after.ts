import type {Argument, Assigned, Invocation} from '../classify/invocation.js';
import {commandName} from '../classify/invocation.js';
import {variablesNamed} from '../classify/named-variables.js';
import {
  allUnknown,
  CURRENT,
  expandedWords,
  isNaming,
  listName,
  listOf,
  resolved,
  type Setting,
  type Settings,
  settingOf,
  shortened,
  wordsOfList,
} from './settings.js';

/** What a command leaves set for the commands after it. */
export function settingsAfter(invocation: Invocation, before: Settings): Settings {
  const {words, assigned = [], feed} = invocation;
  if (words.length === 0) return assigned.reduce(withAssigned, before);
  const name = commandName(words[0]);
  const line = shortened(words.map(({text}) => text).join(' '));
  if (SOURCES.test(name)) return allUnknown(line);
  if (DECLARES.test(name)) return declared(words, before, line);
  const set = variablesNamed(words);
  if (set.some(one => one.name === undefined)) return allUnknown(line);
  const named = [...set.flatMap(one => one.name ?? []), ...words.flatMap(({text}) => defaultsIn(text))];
  const fed = READS.test(name) && feed?.kind === 'pipe' && isNaming(feed.from[0] ?? '') ? {names: true as const} : {};
  const known = named.map(one => [one, {unknown: line, ...fed}] as const);
  const current = madeCurrent(words, before);
  return known.length === 0 && current === undefined ? before : new Map([...before, ...known, ...(current ?? [])]);
}

/** With what is set for this command alone. */
export function settingsFor({assigned = []}: Invocation, around: Settings): Settings {
  return assigned.reduce(withAssigned, around);
}

/** `: "${KUBECONFIG:=x}"` sets it where it was not set. */
function defaultsIn(text: string): readonly string[] {
  return [...text.matchAll(/\$\{([A-Za-z_]\w*):?=/g)].flatMap(([, name]) => name ?? []);
}

const SOURCES = /^(?:source|\.)$/;
const READS = /^(?:read|mapfile|readarray)$/;
const DECLARES = /^(?:export|declare|typeset|readonly|local)$/;

function withAssigned(around: Settings, {name, value, list, adds}: Assigned): Settings {
  if (list !== undefined) return withList(around, name, {words: list, adds: adds === true});
  const given = resolved(value, around);
  const before = settingOf(around, name);
  if (adds !== true) return new Map([...around, [name, given]]);
  const isKnown = typeof given === 'string' && typeof before === 'string';
  return new Map([...around, [name, isKnown ? before + given : {unknown: `$${name}`}]]);
}

function withList(
  around: Settings,
  name: string,
  {words, adds}: {readonly words: readonly Argument[]; readonly adds: boolean},
): Settings {
  const values = expandedWords(words, around);
  const before = adds ? settingOf(around, listName(name)) : '';
  const isKnown = typeof before === 'string' && values.every(({computed}) => !computed);
  const list = isKnown ? listOf([...wordsOfList(before), ...values.map(({value}) => value)]) : {unknown: `$${name}`};
  const [first] = typeof list === 'string' ? wordsOfList(list) : [];
  return new Map([...around, [listName(name), list], [name, first ?? {unknown: `$${name}`}]]);
}

/** `export A=b "C=$D"`; a name that only shows when it runs may be any. */
function declared(words: readonly Argument[], before: Settings, line: string): Settings {
  if (words.some(({value}) => /^-[a-zA-Z]*n/.test(value))) return allUnknown(line);
  const args = words.slice(1).map(word => ({word, given: assignmentIn(word)}));
  if (args.some(({word, given}) => given === undefined && word.computed)) return allUnknown(line);
  return args.reduce((settings, {given}) => (given === undefined ? settings : withAssigned(settings, given)), before);
}

/** `NAME=value`, also as a whole in quotes. */
function assignmentIn(word: Argument): Assigned | undefined {
  const [, quote, name, more, written = ''] = /^(["']?)([A-Za-z_]\w*)(\+?=)(.*)$/s.exec(word.text) ?? [];
  if (name === undefined || quote === undefined) return undefined;
  const text = `${quote}${written}`;
  const value = {...word, value: text.replace(/^(["'])(.*)\1$/s, '$2'), text};
  return {name, value, ...(more === '+=' ? {adds: true as const} : {})};
}

interface Switch {
  readonly line: RegExp;
  readonly sets: string;
  /** Options that hold what becomes current; else the word at this place, the last one where it is absent. */
  readonly options?: readonly string[];
  readonly at?: number;
  /** What becomes current is not said. */
  readonly unsaid?: true;
}

/** Commands that point those after them somewhere else. */
const SWITCHES: readonly Switch[] = [
  {line: /^(?:kubectl|oc) (?:-\S+ )*config (?:use-context|set current-context) \S/, sets: CURRENT.kube},
  {line: /^(?:kubectx|kubectl ctx) -(?: |$)/, sets: CURRENT.kube, unsaid: true},
  {line: /^(?:kubectx|kubectl ctx) [^-\s]/, sets: CURRENT.kube},
  {line: /^oc login (?:-\S+ )*https?:/, sets: CURRENT.kube},
  {line: /^aws eks update-kubeconfig /, sets: CURRENT.kube, options: ['--alias', '--name']},
  {line: /^az aks get-credentials /, sets: CURRENT.kube, options: ['--context', '--name', '-n']},
  {line: /^gcloud container clusters get-credentials /, sets: CURRENT.kube, at: 4},
  {line: /^gcloud config set (?:core\/)?project \S/, sets: CURRENT.gcloud},
  {line: /^gcloud config configurations activate \S/, sets: CURRENT.gcloud},
  {line: /^docker (?:-\S+ )*context use (?:-\S+ )*[^-\s]/, sets: CURRENT.docker},
  {line: /^az account set /, sets: CURRENT.az, options: ['--subscription', '-s', '--name', '-n']},
];

function madeCurrent(
  words: readonly Argument[],
  before: Settings,
): readonly (readonly [string, Setting])[] | undefined {
  const line = words.map((word, index) => (index === 0 ? commandName(word) : word.text)).join(' ');
  const found = SWITCHES.find(one => one.line.test(line));
  if (found === undefined) return undefined;
  if (found.unsaid === true) return [[found.sets, {unknown: shortened(line)}]];
  const {options, at = words.length - 1} = found;
  const word = options === undefined ? words[at] : optionIn(words, options);
  return word === undefined ? undefined : [[found.sets, resolved(word, before)]];
}

function optionIn(words: readonly Argument[], names: readonly string[]): Argument | undefined {
  for (const name of names) {
    const at = words.findIndex(({value}) => value === name || value.startsWith(`${name}=`));
    const word = words[at];
    if (word === undefined) continue;
    const equals = word.value.indexOf('=');
    if (equals < 0) return words[at + 1];
    return {...word, value: word.value.slice(equals + 1), text: word.text.slice(word.text.indexOf('=') + 1)};
  }
  return undefined;
}
