import type {Argument, Invocation} from '../classify/invocation.js';
import {commandName} from '../classify/invocation.js';

/** Variables, and what else commands have set, as far as the text says. */
export type Settings = ReadonlyMap<string, string>;

/** Names that no variable has: what a command made current for those after it. */
export const CURRENT = {kube: 'current kube context', gcloud: 'current gcloud project', az: 'current az subscription'};

/** What a command leaves set for the commands after it. */
export function settingsAfter(invocation: Invocation, before: Settings): Settings {
  const {words, assigned = []} = invocation;
  const name = commandName(words[0]);
  const args = words.slice(1);
  const set = (pairs: readonly (readonly [string, string])[]) => new Map([...before, ...pairs]);
  if (words.length === 0) return set(assigned.map(one => [one.name, resolved(one.value, before)]));
  if (EXPORTS.has(name)) return set(args.flatMap(word => assignmentIn(word, before)));
  const current = madeCurrent([name, ...args.map(word => resolved(word, before))]);
  return current === undefined ? before : set([current]);
}

/** With what is set for this command alone. */
export function settingsFor({assigned = []}: Invocation, around: Settings): Settings {
  return new Map([...around, ...assigned.map(({name, value}) => [name, resolved(value, around)] as const)]);
}

/** A word with the variables that are known in it; as written where one is not. */
export function resolved({value, text, computed}: Argument, settings: Settings): string {
  if (!computed) return value;
  const bare = text.replace(/^(["'])(.*)\1$/s, '$2');
  return bare.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, plain?: string) => {
    return settings.get(braced ?? plain ?? '') ?? whole;
  });
}

const EXPORTS: ReadonlySet<string> = new Set(['export', 'declare', 'typeset', 'readonly', 'local']);

function assignmentIn(word: Argument, settings: Settings): readonly (readonly [string, string])[] {
  const [, name, written = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word.text) ?? [];
  if (name === undefined) return [];
  return [[name, resolved({...word, value: written.replace(/^(["'])(.*)\1$/s, '$2'), text: written}, settings)]];
}

interface Switch {
  readonly line: RegExp;
  readonly sets: string;
  /** Options that hold what becomes current; else the word at this place, the last one where it is absent. */
  readonly options?: readonly string[];
  readonly at?: number;
}

/** Commands that point those after them somewhere else. */
const SWITCHES: readonly Switch[] = [
  {line: /^(?:kubectl|oc) config use-context \S/, sets: CURRENT.kube},
  {line: /^(?:kubectx|kubectl ctx) [^-\s]/, sets: CURRENT.kube},
  {line: /^oc login (?:-\S+ )*https?:/, sets: CURRENT.kube},
  {line: /^aws eks update-kubeconfig /, sets: CURRENT.kube, options: ['--alias', '--name']},
  {line: /^az aks get-credentials /, sets: CURRENT.kube, options: ['--context', '--name', '-n']},
  {line: /^gcloud container clusters get-credentials /, sets: CURRENT.kube, at: 4},
  {line: /^gcloud config set (?:core\/)?project \S/, sets: CURRENT.gcloud},
  {line: /^gcloud config configurations activate \S/, sets: CURRENT.gcloud},
  {line: /^az account set /, sets: CURRENT.az, options: ['--subscription', '-s', '--name', '-n']},
];

function madeCurrent(words: readonly string[]): readonly [string, string] | undefined {
  const line = words.join(' ');
  const found = SWITCHES.find(one => one.line.test(line));
  if (found === undefined) return undefined;
  const {options, at = words.length - 1} = found;
  const value = options === undefined ? words[at] : optionIn(words, options);
  return value === undefined ? undefined : [found.sets, value];
}

function optionIn(words: readonly string[], names: readonly string[]): string | undefined {
  for (const name of names) {
    const at = words.findIndex(word => word === name || word.startsWith(`${name}=`));
    if (at >= 0) return words[at]?.includes('=') === true ? words[at]?.slice(name.length + 1) : words[at + 1];
  }
  return undefined;
}
