import {readFileSync} from 'node:fs';
import {parse} from 'yaml';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly minItems?: number;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly required?: readonly string[];
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'query' | 'path' | 'body';
  readonly type?: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, {readonly schema?: Schema}>>;
}

export interface SentRequest {
  readonly method: string;
  /** With the query, without the API's root. */
  readonly path: string;
  readonly body?: unknown;
}

export interface ApiDocument {
  /** What is wrong with a request by this document, in words; empty when it is allowed. */
  problems(request: SentRequest): string[];
  /** A value of the good answer's shape, with every property there is; strings carry their property's name. */
  sample(method: string, path: string): unknown;
}

/** Swagger 2, as far as Alertmanager's documents go. */
export function apiDocument(version: '0.25.0' | '0.34.0'): ApiDocument {
  const file = new URL(`../../fixtures/alertmanager/openapi-${version}.yaml`, import.meta.url);
  const document = parse(readFileSync(file, 'utf8'));
  const resolve = <T extends {readonly $ref?: string}>(node: T): T => {
    if (node.$ref === undefined) return node;
    return node.$ref
      .slice(2)
      .split('/')
      .reduce((at, key) => at[key], document) as T;
  };
  const operation = (method: string, path: string): {found?: Operation; parameters: Parameter[]} => {
    for (const [template, item] of Object.entries<Record<string, Operation>>(document.paths)) {
      if (!new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path)) continue;
      const found = item[method.toLowerCase()];
      const shared = (item.parameters ?? []) as unknown as Parameter[];
      if (found) return {found, parameters: [...shared, ...(found.parameters ?? [])].map(resolve)};
    }
    return {parameters: []};
  };
  const check = (schema: Schema, value: unknown, at: string): string[] =>
    problemsOf(resolve(schema), {value, at, resolve});
  return {
    problems({method, path, body}) {
      const [plain = '', query = ''] = path.split('?');
      const {found, parameters} = operation(method, plain);
      if (found === undefined) return [`${method} ${plain} is not in the document`];
      const problems = queryProblems(query, parameters);
      const payload = parameters.find(one => one.in === 'body');
      if (payload?.schema !== undefined) problems.push(...check(payload.schema, body, 'body'));
      else if (body !== undefined) problems.push('a body where none is expected');
      return problems;
    },
    sample(method, path) {
      const {found} = operation(method, path);
      const schema = found?.responses['200']?.schema;
      if (schema === undefined) throw new Error(`no answer of ${method} ${path} is in the document`);
      return sampleOf(resolve(schema), {name: 'value', resolve});
    },
  };
}

type Resolve = (schema: Schema) => Schema;

interface Checked {
  readonly value: unknown;
  readonly at: string;
  readonly resolve: Resolve;
}

function queryProblems(query: string, parameters: readonly Parameter[]): string[] {
  const problems: string[] = [];
  for (const [name, value] of new URLSearchParams(query)) {
    const parameter = parameters.find(one => one.in === 'query' && one.name === name);
    if (parameter === undefined) problems.push(`unknown parameter ${name}`);
    else if (parameter.type === 'boolean' && !/^(true|false)$/.test(value)) problems.push(`${name} is no boolean`);
  }
  return problems;
}

function problemsOf(schema: Schema, checked: Checked): string[] {
  const {value, at, resolve} = checked;
  if (schema.allOf) return schema.allOf.flatMap(part => problemsOf(resolve(part), checked));
  if (schema.type === 'array') return arrayProblems(schema, checked);
  if (schema.type === 'object') return objectProblems(schema, checked);
  if (schema.type !== undefined && typeof value !== schema.type) return [`${at} is no ${schema.type}`];
  const isDate = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(String(value));
  return schema.format === 'date-time' && !isDate ? [`${at} is no date`] : [];
}

function arrayProblems(schema: Schema, {value, at, resolve}: Checked): string[] {
  if (!Array.isArray(value)) return [`${at} is no array`];
  const few = value.length < (schema.minItems ?? 0) ? [`${at} has too few items`] : [];
  const item = resolve(schema.items ?? {});
  return [...few, ...value.flatMap((one, index) => problemsOf(item, {value: one, at: `${at}.${index}`, resolve}))];
}

function objectProblems(schema: Schema, {value, at, resolve}: Checked): string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [`${at} is no object`];
  const missing = (schema.required ?? []).filter(name => !(name in value)).map(name => `${at}.${name} is required`);
  const inner = Object.entries(value).flatMap(([name, one]) => {
    const property = schema.properties?.[name] ?? schema.additionalProperties;
    return property === undefined ? [] : problemsOf(resolve(property), {value: one, at: `${at}.${name}`, resolve});
  });
  return [...missing, ...inner];
}

function sampleOf(schema: Schema, {name, resolve}: {name: string; resolve: Resolve}): unknown {
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(part => sampleOf(resolve(part), {name, resolve})));
  if (schema.type === 'array') return [sampleOf(resolve(schema.items ?? {}), {name, resolve})];
  if (schema.type === 'object') {
    if (schema.additionalProperties)
      return {[name]: sampleOf(resolve(schema.additionalProperties), {name: 'text', resolve})};
    const entries = Object.entries(schema.properties ?? {});
    return Object.fromEntries(entries.map(([key, inner]) => [key, sampleOf(resolve(inner), {name: key, resolve})]));
  }
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer') return 1;
  if (schema.enum) return schema.enum.at(-1);
  if (schema.format === 'date-time') return '2026-11-20T03:00:00.123456789Z';
  return name;
}
