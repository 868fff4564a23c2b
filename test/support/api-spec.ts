import {readFileSync} from 'node:fs';
import {Ajv} from 'ajv';
import {Ajv2020} from 'ajv/dist/2020.js';
import type {VendorRequest} from './vendor-server.js';

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header' | 'body' | 'formData';
  readonly required?: boolean;
  readonly schema?: object;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {readonly required?: boolean; readonly content: Readonly<Record<string, {schema: object}>>};
  readonly responses: Readonly<Record<string, Response>>;
}

interface Response {
  readonly schema?: object;
  readonly content?: Readonly<Record<string, {schema: object}>>;
}

export interface ApiSpec {
  /** What is wrong with a request by the document, in words. `path` is that of the document, without its base path. */
  problems(request: VendorRequest, path: string): readonly string[];
  /** What is wrong with an answer of ours that stands for the vendor's. */
  answerProblems(method: string, path: string, answer: {readonly status: number; readonly json: unknown}): string[];
}

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/targets/${name}`, import.meta.url), 'utf8'));
}

/** One of the schemas below `fixtures/targets`, as a check of bodies. */
export function bodyCheck(name: string): (body: unknown) => readonly string[] {
  const check = new Ajv2020({strict: false, validateFormats: false, allErrors: true}).compile(fixture(name) as object);
  return body => (check(body) ? [] : problemsOf(check.errors));
}

/** One of the documents below `fixtures/targets`: Swagger 2 or OpenAPI 3.0. */
export function apiSpec(name: string): ApiSpec {
  const document = fixture(name) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>> & {parameters?: readonly Parameter[]}>>;
  };
  const ajv = new Ajv({strict: false, validateFormats: false, allErrors: true});
  ajv.addSchema({$id: 'document', ...document});
  const checkBy = (schema: object, value: unknown, at: string): string[] => {
    const check = ajv.compile(absolute(schema) as object);
    return check(value) ? [] : problemsOf(check.errors).map(text => `${at} ${text}`);
  };
  const operation = (method: string, path: string) => {
    for (const [template, item] of Object.entries(document.paths)) {
      if (!new RegExp(`^${template.replace(/\{[^/}]+\}/g, '[^/]+')}$`).test(path)) continue;
      const found = item[method.toLowerCase()];
      if (found === undefined) continue;
      const parameters = [...(item.parameters ?? []), ...(found.parameters ?? [])].map(one => resolved(document, one));
      return {found, parameters};
    }
    return undefined;
  };
  return {
    problems(request, path) {
      const known = operation(request.method, path);
      if (known === undefined) return [`${request.method} ${path} is not in the document`];
      const {found, parameters} = known;
      return [
        ...parameters.flatMap(parameter => missing(parameter, request)),
        ...unknownNames(request.query.keys(), parameters, 'query'),
        ...bodyProblems({request, parameters, found}, checkBy),
      ];
    },
    answerProblems(method, path, {status, json}) {
      const said = operation(method, path)?.found.responses[String(status)];
      const response = said && resolved(document, said);
      if (response === undefined) return [`${method} ${path} has no answer ${status} in the document`];
      const schema = response.schema ?? response.content?.['application/json']?.schema;
      return schema === undefined ? [] : checkBy(schema, json, 'answer');
    },
  };
}

type CheckBy = (schema: object, value: unknown, at: string) => string[];

interface Asked {
  readonly request: VendorRequest;
  readonly parameters: readonly Parameter[];
  readonly found: Operation;
}

function bodyProblems({request, parameters, found}: Asked, checkBy: CheckBy): readonly string[] {
  const inBody = parameters.find(one => one.in === 'body')?.schema;
  const schema = inBody ?? found.requestBody?.content['application/json']?.schema;
  if (schema !== undefined) {
    if (request.body === '' && found.requestBody?.required !== true && inBody === undefined) return [];
    return request.json === undefined ? ['the body is no JSON'] : checkBy(schema, request.json, 'body');
  }
  const form = unknownNames(request.form.keys(), parameters, 'formData');
  return request.body !== '' && request.form.size === 0 ? [...form, 'a body where none is expected'] : form;
}

function missing(parameter: Parameter, request: VendorRequest): readonly string[] {
  if (parameter.required !== true) return [];
  const {name} = parameter;
  const there = {
    query: request.query.has(name),
    header: name.toLowerCase() in request.headers || 'authorization' in request.headers,
    formData: request.form.has(name),
    path: true,
    body: true,
  };
  return there[parameter.in] ? [] : [`${name} is missing (${parameter.in})`];
}

function unknownNames(
  names: Iterable<string>,
  parameters: readonly Parameter[],
  where: Parameter['in'],
): readonly string[] {
  const known = new Set(parameters.filter(one => one.in === where).map(({name}) => name));
  // `filter[is]=x` is one of the names of an object called `filter`.
  const unknown = [...names].filter(name => !known.has(name) && !known.has(name.replace(/\[\w+\]$/, '')));
  return unknown.map(name => `${name} is not known (${where})`);
}

/** What a reference within the document stands for, or the value itself. */
function resolved<T extends object>(document: unknown, value: T): T {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value;
  const steps = value.$ref.slice('#/'.length).split('/');
  return steps.reduce((at: unknown, step) => (at as Record<string, unknown>)[step], document) as T;
}

/** References are within the document, wherever the schema is compiled. */
function absolute(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(absolute);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' && value.startsWith('#') ? `document${value}` : absolute(value),
    ]),
  );
}

function problemsOf(errors: Ajv['errors']): readonly string[] {
  return (errors ?? []).map(({instancePath, message, params}) =>
    `${instancePath || 'value'} ${message ?? ''} ${JSON.stringify(params)}`.trim(),
  );
}
