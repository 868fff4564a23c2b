import type {Argument} from '../classify/invocation.js';

/** What decides a value that is known only when the statement runs, in the words of the statement. */
export interface Unknown {
  readonly unknown: string;
  /** It comes from a command that prints names of things, as most do, and no options. */
  readonly names?: true;
}

export type Setting = string | Unknown;

/** Variables, and what else commands have set, in one of the ways that a statement can take. */
export type Settings = ReadonlyMap<string, Setting>;

/** Names that no variable has: what a command made current for those after it. */
export const CURRENT = {
  kube: 'current kube context',
  gcloud: 'current gcloud project',
  az: 'current az subscription',
  docker: 'current docker context',
};

/** A name that no variable has: HOME as it is before the statement. */
export const LOGIN_HOME = 'home of the login';

/** A name that no variable has: every variable that is not set by name, after something that could set any. */
const ANY = 'any variable';

/** What a variable holds, as far as the text says; undefined for one that it leaves alone. */
export function settingOf(settings: Settings, name: string): Setting | undefined {
  return settings.get(name) ?? settings.get(ANY);
}

/** The first of these that is set by its name to something, which may be unknown. */
export function setOf(settings: Settings, ...names: readonly string[]): Setting | undefined {
  return names.map(name => settings.get(name)).find(value => value !== undefined && value !== '');
}

/** What may have set anything else. */
export function anySetting(settings: Settings): Setting | undefined {
  return settings.get(ANY);
}

/** After something that may have set any variable, and may have made anything current. */
export function allUnknown(unknown: string): Settings {
  return new Map([[ANY, {unknown: shortened(unknown)}]]);
}

export function isUnknown(setting: Setting | undefined): setting is Unknown {
  return setting !== undefined && typeof setting !== 'string';
}

const LONGEST = 80;

/** One line, and not a long one: it is shown. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** `a[@]` holds all words of a list. */
export function listName(name: string): string {
  return `${name}[@]`;
}

const LIST_GAP = '\0';

export function listOf(words: readonly string[]): string {
  return words.join(LIST_GAP);
}

export function wordsOfList(list: string): readonly string[] {
  return list === '' ? [] : list.split(LIST_GAP);
}

/** A word with the variables that are known in it. */
export function resolved({value, text, computed}: Argument, settings: Settings): Setting {
  if (!computed) return value;
  const bare = text.replace(/^(["'])(.*)\1$/s, '$2');
  let isOpen = false;
  const prints = printsNames(bare);
  const filled = bare.replace(/\$(?:\{(\w+)\}|(\w+))|[$`]/g, (whole, braced?: string, plain?: string) => {
    const setting = settingOf(settings, braced ?? plain ?? '');
    if (typeof setting === 'string') return setting;
    isOpen = true;
    return whole;
  });
  if (!isOpen && !/^[<>]\(/.test(bare)) return filled;
  return {unknown: shortened(bare), ...(prints ? {names: true as const} : {})};
}

/** Whether what a text takes from elsewhere is what a command prints that prints names: of files and texts nobody knows. */
export function printsNames(text: string): boolean {
  const command = /^[^$`]*(?:\$\((?!\()|`)\s*(\S*)/.exec(text)?.[1];
  return command !== undefined && isNaming(command);
}

export function isNaming(command: string): boolean {
  return !/^(?:$|[<$"'./~]|(?:cat|echo|printf|head|tail|e?grep|rg|sed|g?awk|cut|jq|yq|eval|bash|sh|source)$)/.test(
    command,
  );
}

/** Words as the command gets them: variables and lists that are known are taken apart, unless quotes keep them whole. */
export function expandedWords(words: readonly Argument[], settings: Settings): readonly Argument[] {
  return words.flatMap(word => {
    if (!word.computed) return [word];
    const list = LIST.exec(word.text)?.[1];
    const whole = list === undefined ? resolved(word, settings) : settingOf(settings, listName(list));
    if (whole === undefined || isUnknown(whole)) return [word];
    if (list !== undefined) return wordsOfList(whole).map(known);
    return /^".*"$/s.test(word.text) ? [known(whole)] : (whole.match(/\S+/g) ?? []).map(known);
  });
}

const LIST = /^"?\$\{(\w+)\[[@*]\]\}"?$/;

function known(value: string): Argument {
  return {value, text: value, computed: false, pattern: false, process: false};
}

const MOST = 8;

/** Ways that a statement can take, each once; where there are too many, what differs between them is unknown. */
export function eachOnce(ways: readonly Settings[]): readonly Settings[] {
  const once = [...new Map(ways.map(way => [keyOf(way), way])).values()];
  if (once.length <= MOST) return once;
  const names = new Set(once.flatMap(way => [...way.keys()]));
  const merged = [...names].map((name): readonly [string, Setting] => {
    const values = once.map(way => way.get(name));
    const [first] = values;
    const isSame = values.every(value => textOf(value) === textOf(first));
    return [name, isSame && first !== undefined ? first : {unknown: `$${name}, which may be one of several`}];
  });
  return [new Map(merged)];
}

/** In the order in which it was set: another order of the same is taken for another way, which costs little. */
function keyOf(way: Settings): string {
  let key = '';
  for (const [name, value] of way) key += `${name}=${textOf(value)}\n`;
  return key;
}

function textOf(value: Setting | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? `"${value}` : `?${value.unknown}`;
}
