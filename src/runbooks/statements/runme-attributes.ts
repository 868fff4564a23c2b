import type {StatementHints} from '../../core/runbook/document.js';

/** The first line of a fence: its language, and what runme's attributes say of it. */
export interface FenceInfo {
  readonly language: string;
  readonly hints: StatementHints;
  /** The author wants it left alone by runners. */
  readonly ignored: boolean;
}

/** Reads `sh {"name":"x"}`, `sh { name=x }` and `sh{name=x}`; other words behind the language say nothing. */
export function readFenceInfo(info: string): FenceInfo {
  const match = /^\s*\{?\.?([^\s{},]*)[^{]*(\{.*\})?/s.exec(info);
  const language = (match?.[1] ?? '').toLowerCase();
  const attributes = match?.[2] === undefined ? {} : attributesOf(match[2]);
  const {name, background, interactive, cwd, tag, category, mimeType, interpreter, ignore, transform} = attributes;
  const others = UNUSED.filter(one => attributes[one] !== undefined);
  const tags = (tag ?? category ?? '').split(',').filter(each => each.trim() !== '');
  return {
    language,
    ignored: ignore === 'true' || transform === 'false',
    hints: {
      ...(name === undefined ? {} : {name}),
      ...(background === undefined ? {} : {background: background === 'true'}),
      ...(interactive === undefined ? {} : {interactive: interactive === 'true'}),
      ...(cwd === undefined ? {} : {cwd}),
      ...(tags.length === 0 ? {} : {tags}),
      ...(mimeType === undefined ? {} : {mimeType}),
      ...(interpreter === undefined ? {} : {interpreter}),
      ...(others.length === 0 ? {} : {others}),
    },
  };
}

/** The name of a program that is no shell, of those that a document asks to be read by. */
export function foreignInterpreter(asked: string | undefined): string | undefined {
  const [first = '', second = ''] = (asked ?? '')
    .trim()
    .split(/\s+/)
    .map(word => word.replace(/^.*\//, ''));
  const program = first === 'env' ? second : first;
  return program === '' || SHELLS.has(program) ? undefined : program;
}

const SHELLS = new Set(['bash', 'sh', 'zsh', 'dash', 'ksh', 'ash', 'shell', 'sh-raw']);

/** Nothing is run all at once, so that what is left out of that needs no word. */
const UNUSED = ['promptEnv', 'closeTerminalOnSuccess', 'terminalRows'];

type Attributes = Readonly<Partial<Record<string, string>>>;

function attributesOf(braced: string): Attributes {
  try {
    const value: unknown = JSON.parse(braced);
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]))
      : {};
  } catch {
    const words = braced.slice(1, -1).trim().split(/,?\s+/);
    return Object.fromEntries(words.flatMap(word => (word.includes('=') ? [pair(word)] : [])));
  }
}

function pair(word: string): readonly [string, string] {
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1).replace(/^(["'])(.*)\1$/, '$2')];
}
