import * as v from 'valibot';
import {nearest} from '../lib/nearest.js';
import {crossFaults} from './cross-check.js';
import {FILE_SCHEMA, type FileConfig} from './schema.js';
import type {TargetKinds} from './targets.js';
import {type Problem, parseYaml, type YamlFile} from './yaml-file.js';

export type CheckedFile =
  | {readonly ok: true; readonly data: FileConfig}
  | {readonly ok: false; readonly problems: readonly Problem[]};

/** Says everything that is wrong with the text of our configuration file, and where; or gives what it says. */
export function checkFile(text: string, kinds: TargetKinds | undefined = undefined): CheckedFile {
  const yaml = parseYaml(text);
  if (yaml.problems.length > 0) {
    return {ok: false, problems: yaml.problems};
  }
  const result = v.safeParse(FILE_SCHEMA, withoutEmptySections(yaml.data ?? {}));
  const problems = result.success
    ? [...targetProblems(result.output.targets, kinds, yaml), ...crossProblems(result.output, yaml)]
    : result.issues.map(issue => problemOf(issue, {yaml, schema: FILE_SCHEMA, at: []}));
  return result.success && problems.length === 0
    ? {ok: true, data: result.output}
    : {ok: false, problems: distinct(problems)};
}

/** The same for the text of another file, by a schema of its own and what `between` says of its parts. */
export function checkYaml<const S extends v.GenericSchema>(
  text: string,
  schema: S,
  between: (data: v.InferOutput<S>) => readonly {readonly path: readonly PropertyKey[]; readonly message: string}[],
): {readonly ok: true; readonly data: v.InferOutput<S>} | {readonly ok: false; readonly problems: readonly Problem[]} {
  const yaml = parseYaml(text);
  if (yaml.problems.length > 0) return {ok: false, problems: yaml.problems};
  const result = v.safeParse(schema, yaml.data ?? {});
  const problems = result.success
    ? between(result.output).map(({path, message}) => ({...whereIs(path, yaml), message}))
    : result.issues.map(issue => problemOf(issue, {yaml, schema, at: []}));
  return result.success && problems.length === 0
    ? {ok: true, data: result.output}
    : {ok: false, problems: distinct(problems)};
}

/** What is wrong between sections. */
function crossProblems(file: FileConfig, yaml: YamlFile): readonly Problem[] {
  return crossFaults(file).map(({path, message}) => ({...whereIs(path, yaml), message}));
}

/** What the kinds of the targets say of their options. */
function targetProblems(
  targets: FileConfig['targets'] = {},
  kinds: TargetKinds | undefined,
  yaml: YamlFile,
): readonly Problem[] {
  if (kinds === undefined) return [];
  return Object.entries(targets).flatMap(([name, target]) => {
    const {kind, tls, proxy, ...options} = target;
    const at = ['targets', name];
    const known = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (known === undefined) {
      const meant = nearest(kind, Object.keys(kinds));
      const hint = meant === undefined ? `known: ${Object.keys(kinds).join(', ')}` : `did you mean \`${meant}\`?`;
      return [{...whereIs([...at, 'kind'], yaml), message: `unknown kind; ${hint}`}];
    }
    const idle = known.connects ? [] : ['tls', 'proxy'].filter(key => target[key] !== undefined);
    const result = v.safeParse(known.options, options);
    return [
      ...idle.map(key => ({...whereIs([...at, key], yaml), message: 'this kind makes no connection of its own'})),
      ...(result.issues ?? []).map(issue => problemOf(issue, {yaml, schema: known.options, at})),
    ];
  });
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const texts = problems.map(problem => JSON.stringify(problem));
  return problems.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}

/** A section whose lines are all commented out reads as null: the same as no section. A list has none, though it has methods of such names. */
function withoutEmptySections(data: unknown): unknown {
  if (Array.isArray(data)) return '';
  return typeof data === 'object' && data !== null
    ? Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null))
    : data;
}

interface Issue {
  readonly type: string;
  readonly expected: string | null;
  readonly message: string;
  readonly path?: readonly {readonly key: unknown}[] | undefined;
}

/** The schema that was broken, and where in the file what it describes stands. */
interface Within {
  readonly yaml: YamlFile;
  readonly schema: unknown;
  readonly at: readonly PropertyKey[];
}

/** Never repeats the value that was found: it may be a secret in the wrong place. */
function problemOf(issue: Issue, within: Within): Problem {
  const path = (issue.path ?? []).map(item => item.key as PropertyKey);
  const where = whereIs([...within.at, ...path], within.yaml);
  // A list where keys belong reads as an object with the keys 0, 1, 2.
  if (issue.expected === 'never' && /^\d+$/.test(String(path.at(-1)))) {
    return problemOf({...issue, expected: 'Object', path: issue.path?.slice(0, -1)}, within);
  }
  if (issue.expected !== 'never') {
    return {...where, message: isMissing(issue) ? `is missing: ${issue.message}` : issue.message};
  }
  const known = knownKeys(within.schema, path.slice(0, -1));
  if (knownKeys(within.schema, path.slice(0, -2)).includes(String(path.at(-1)))) {
    return {...where, message: `unknown key; it belongs one level up, beside \`${String(path.at(-2))}\``};
  }
  const meant = nearest(String(path.at(-1)), known);
  const hint = meant === undefined ? `known here: ${known.join(', ')}` : `did you mean \`${meant}\`?`;
  return {...where, message: `unknown key; ${hint}`};
}

function whereIs(path: readonly PropertyKey[], yaml: YamlFile): Pick<Problem, 'line' | 'key'> {
  const line = path.length > 0 ? yaml.lineOf(path) : undefined;
  return {...(line === undefined ? {} : {line}), key: keyText(path)};
}

function isMissing(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.expected !== null && issue.expected.startsWith('"');
}

function keyText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`))
    .join('');
}

/** The keys that a schema knows at a place within. */
function knownKeys(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
  const object = path.reduce((at, key) => bare(step(at, key)), bare(schema));
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
