import {parseDocument} from 'yaml';
import type {DocumentOptions} from '../../core/runbook/document.js';
import {DATA_LIMITS, parseLimits, yamlWords} from '../../lib/yaml-limits.js';
import type {SourceLine} from './source-lines.js';

export interface FrontMatter {
  readonly title?: string;
  /** Its keys that are plain values, as text. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly options: DocumentOptions;
  /** Why nothing of it could be read, in words. */
  readonly trouble?: string;
  /** The document with the front matter blank for the parser. */
  readonly lines: readonly SourceLine[];
}

/** Takes YAML (`---`), TOML (`+++`) or JSON (`{`) off the top of a document. What cannot be read counts as nothing. */
export function readFrontMatter(lines: readonly SourceLine[]): FrontMatter {
  const end = endOf(lines);
  if (end === 0) return {metadata: {}, options: {}, lines};
  const body = lines
    .slice(0, end)
    .map(({text}) => text)
    .join('\n');
  const {values, trouble} = valuesOf(body);
  const metadata = plainValues(values);
  const {title, cwd, shell} = metadata;
  return {
    ...(title === undefined ? {} : {title}),
    metadata,
    ...(trouble === undefined ? {} : {trouble}),
    options: {...(cwd === undefined ? {} : {cwd}), ...(shell === undefined ? {} : {shell})},
    lines: lines.map((line, index) => (index < end ? {...line, text: ''} : line)),
  };
}

/** Index of the first line after it; 0 where there is none. */
function endOf(lines: readonly SourceLine[]): number {
  const first = lines[0]?.text.replace(/^\ufeff/, '').trimEnd();
  if (first === '---' || first === '+++') {
    const last = lines.findIndex(({text}, index) => index > 0 && text.trimEnd() === first);
    const holdsKeys = lines.slice(1, Math.max(1, last)).some(({text}) => /^[\w"'.-]+\s*[:=]/.test(text));
    return last > 0 && holdsKeys ? last + 1 : 0;
  }
  if (first === '{') {
    return lines.findIndex(({text}) => text.trimEnd() === '}') + 1;
  }
  return 0;
}

function valuesOf(body: string): {readonly values: unknown; readonly trouble?: string} {
  if (body.trimStart().startsWith('+++')) return {values: tomlValues(body)};
  const plain = plainYaml(body);
  if (plain !== undefined) return {values: plain};
  const text = body.replace(/^\ufeff?---.*$/m, '').replace(/^---\s*$/m, '');
  try {
    const document = parseDocument(text, {...parseLimits(text), prettyErrors: false});
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return {values: document.toJS(DATA_LIMITS)};
  } catch (error) {
    return {values: {}, trouble: yamlWords(error instanceof Error ? error.message : String(error))};
  }
}

/** Most front matter is keys with plain words, which a look at each line reads as well as YAML's grammar does. */
function plainYaml(body: string): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const line of body.split('\n').slice(1, -1)) {
    const match = /^([A-Za-z][\w-]*):[ \t]+(?:"([^"\\]*)"|([A-Za-z][\w ./()-]*))[ \t]*$/.exec(line);
    const [, key = '', quoted, plain = ''] = match ?? [];
    if (match === null || /^(?:null|yes|no|on|off)\s*$/i.test(plain)) return undefined;
    values[key] = quoted ?? plain.trim();
  }
  return values;
}

/** Enough of TOML for a title and its like: keys with one plain value in the topmost table. */
function tomlValues(body: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const line of body.split('\n')) {
    if (line.startsWith('[')) return values;
    const match = /^([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^[{\s]\S*))\s*$/.exec(line);
    if (match?.[1] !== undefined) values[match[1]] = match[2] ?? match[3] ?? match[4] ?? '';
  }
  return values;
}

function plainValues(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const plain = Object.entries(value).filter(([, each]) => ['string', 'number', 'boolean'].includes(typeof each));
  return Object.fromEntries(plain.map(([key, each]) => [key, String(each)]));
}
