import * as v from 'valibot';
import {nearest} from '../lib/nearest.js';
import {FILE_SCHEMA, type FileConfig} from './schema.js';
import {type Problem, parseYaml, type YamlFile} from './yaml-file.js';

export type CheckedFile =
  | {readonly ok: true; readonly data: FileConfig}
  | {readonly ok: false; readonly problems: readonly Problem[]};

/** Says everything that is wrong with the text of our configuration file, and where; or gives what it says. */
export function checkFile(text: string): CheckedFile {
  const yaml = parseYaml(text);
  if (yaml.problems.length > 0) {
    return {ok: false, problems: yaml.problems};
  }
  const result = v.safeParse(FILE_SCHEMA, withoutEmptySections(yaml.data ?? {}));
  return result.success
    ? {ok: true, data: result.output}
    : {ok: false, problems: distinct(result.issues.map(issue => problemOf(issue, yaml)))};
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const texts = problems.map(problem => JSON.stringify(problem));
  return problems.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}

/** A section whose lines are all commented out reads as null: the same as no section. */
function withoutEmptySections(data: unknown): unknown {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
    ? Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null))
    : data;
}

interface Issue {
  readonly type: string;
  readonly expected: string | null;
  readonly message: string;
  readonly path?: readonly {readonly key: unknown}[] | undefined;
}

/** Never repeats the value that was found: it may be a secret in the wrong place. */
function problemOf(issue: Issue, yaml: YamlFile): Problem {
  const path = (issue.path ?? []).map(item => item.key as PropertyKey);
  const line = path.length > 0 ? yaml.lineOf(path) : undefined;
  const where = {...(line === undefined ? {} : {line}), key: keyText(path)};
  // A list where keys belong reads as an object with the keys 0, 1, 2.
  if (issue.expected === 'never' && /^\d+$/.test(String(path.at(-1)))) {
    return problemOf({...issue, expected: 'Object', path: issue.path?.slice(0, -1)}, yaml);
  }
  if (issue.expected !== 'never') {
    return {...where, message: isMissing(issue) ? `is missing: ${issue.message}` : issue.message};
  }
  const known = knownKeys(path.slice(0, -1));
  const meant = nearest(String(path.at(-1)), known);
  const hint = meant === undefined ? `known here: ${known.join(', ')}` : `did you mean \`${meant}\`?`;
  return {...where, message: `unknown key; ${hint}`};
}

function isMissing(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.expected !== null && issue.expected.startsWith('"');
}

function keyText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`))
    .join('');
}

/** The keys that the schema knows at a place in the file. */
function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = FILE_SCHEMA;
  for (const key of path) {
    schema = step(bare(schema), key);
  }
  const object = bare(schema);
  return isShape(object) && object.entries !== undefined ? Object.keys(object.entries) : [];
}

interface Shape {
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly item?: unknown;
  readonly value?: unknown;
  readonly wrapped?: unknown;
  readonly options?: readonly unknown[];
  readonly type?: string;
}

function isShape(schema: unknown): schema is Shape {
  return typeof schema === 'object' && schema !== null;
}

function step(schema: unknown, key: PropertyKey): unknown {
  if (!isShape(schema)) {
    return undefined;
  }
  return schema.entries?.[String(key)] ?? schema.item ?? schema.value;
}

/** The schema inside `optional`, the object among the choices of a union, or what the kinds of a thing have together. */
function bare(schema: unknown): unknown {
  if (!isShape(schema)) {
    return schema;
  }
  if (schema.wrapped !== undefined) {
    return bare(schema.wrapped);
  }
  if (schema.type === 'variant') {
    return {
      entries: Object.assign({}, ...(schema.options ?? []).map(option => (isShape(option) ? option.entries : {}))),
    };
  }
  return schema.options?.find(option => isShape(option) && option.entries !== undefined) ?? schema;
}
