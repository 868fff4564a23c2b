import {target} from './access-schema.js';
import {FILE_SCHEMA} from './schema.js';
import type {TargetKinds} from './targets.js';

/** What each kind of the relay's hooks can be told, by its name in the file. */
export type HookKinds = Readonly<Record<string, {readonly options: unknown}>>;

/** The hook of which there are several, each by its own name. */
const GENERIC = 'generic';

export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** Our configuration file as JSON Schema (draft 2020-12), for editors. */
export function configJsonSchema(kinds: TargetKinds = {}, hooks: HookKinds = {}): JsonSchema {
  const file = schemaOf(FILE_SCHEMA);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Watchkeeper configuration',
    ...file,
    properties: {...(file.properties as JsonSchema), ...targetsOf(kinds), ...relayOf(hooks)},
  };
}

/** The section of the relay, its hooks with all that each can be told. */
function relayOf(kinds: HookKinds): JsonSchema {
  const {relay} = schemaOf(FILE_SCHEMA).properties as Record<string, JsonSchema>;
  const {properties, ...section} = relay as {readonly properties: Record<string, JsonSchema>};
  const {properties: shapes, ...hooks} = properties.hooks as {readonly properties: Record<string, JsonSchema>};
  const told = Object.entries(shapes).map(([kind, shape]) => {
    const {options} = kinds[kind] ?? {};
    if (options === undefined) return [kind, shape];
    const isNamed = kind === GENERIC;
    const one = hookOf(options, (isNamed ? shape.additionalProperties : shape) as JsonSchema);
    return [kind, isNamed ? {...shape, additionalProperties: one} : one];
  });
  return {relay: {...section, properties: {...properties, hooks: {...hooks, properties: Object.fromEntries(told)}}}};
}

/** One hook in the words of the file; secrets and times are the file's own. */
function hookOf(options: unknown, shape: JsonSchema): JsonSchema {
  const own = shape.properties as Record<string, JsonSchema>;
  const {properties, ...rest} = schemaOf(options) as {readonly properties: Record<string, JsonSchema>};
  const told = Object.entries(properties).map(([key, value]) => {
    const name = key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
    return [name, own[name] ?? value];
  });
  return {...rest, properties: Object.fromEntries(told)};
}

/** A target by its kind. */
function targetsOf(kinds: TargetKinds): JsonSchema {
  const shapes = Object.entries(kinds).map(([kind, {options, connects}]) => {
    const shape = schemaOf(options);
    const reach = connects ? {tls: schemaOf(target.entries.tls), proxy: schemaOf(target.entries.proxy)} : {};
    return {
      ...shape,
      properties: {kind: {const: kind}, ...(shape.properties as JsonSchema), ...reach},
      required: ['kind', ...((shape.required ?? []) as readonly string[])],
    };
  });
  if (shapes.length === 0) return {};
  const {targets} = schemaOf(FILE_SCHEMA).properties as Record<string, JsonSchema>;
  return {targets: {...targets, additionalProperties: {oneOf: shapes}}};
}

/** The kinds of valibot schema that the file's shape is made of. */
interface Kind {
  readonly kind?: string;
  readonly type: string;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly item?: unknown;
  readonly key?: unknown;
  readonly value?: unknown;
  readonly wrapped?: unknown;
  readonly default?: unknown;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly pipe?: readonly unknown[];
  readonly requirement?: unknown;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

function schemaOf(schema: unknown): JsonSchema {
  const kind = schema as Kind;
  // A pipe may begin with a pipe.
  const base = kind.pipe === undefined ? baseOf(kind) : schemaOf(kind.pipe[0]);
  return Object.assign({}, base, ...(kind.pipe ?? []).slice(1).map(action => refinementOf(action as Kind)));
}

const BASES: Readonly<Record<string, (kind: Kind) => JsonSchema>> = {
  optional: ({wrapped, default: fallback}) => ({
    ...schemaOf(wrapped),
    ...(typeof fallback === 'string' || typeof fallback === 'number' ? {default: fallback} : {}),
  }),
  string: () => ({type: 'string'}),
  boolean: () => ({type: 'boolean'}),
  number: () => ({type: 'number'}),
  unknown: () => ({description: 'Not used by this version.'}),
  literal: ({literal}) => ({const: literal}),
  picklist: ({options}) => ({enum: options}),
  array: ({item}) => ({type: 'array', items: schemaOf(item)}),
  record: ({key, value}) => ({type: 'object', ...namesOf(key), additionalProperties: schemaOf(value)}),
  variant: ({options}) => ({oneOf: options?.map(schemaOf)}),
  union: ({options}) => ({anyOf: options?.map(schemaOf)}),
  strict_object: ({entries = {}}) => objectOf(entries),
  loose_object: ({entries = {}}) => ({...objectOf(entries), additionalProperties: true}),
};

/** What the keys of a record must be like, where that is more than text. */
function namesOf(key: unknown): JsonSchema {
  return (key as Kind).pipe === undefined ? {} : {propertyNames: schemaOf(key)};
}

function baseOf(kind: Kind): JsonSchema {
  const base = BASES[kind.type];
  if (base === undefined) {
    throw new TypeError(`The configuration's schema uses ${kind.type}, which has no JSON Schema here.`);
  }
  return base(kind);
}

function objectOf(entries: Readonly<Record<string, unknown>>): JsonSchema {
  const required = Object.keys(entries).filter(key => (entries[key] as Kind).type !== 'optional');
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, schemaOf(value)])),
    additionalProperties: false,
    ...(required.length > 0 ? {required} : {}),
  };
}

const DURATION = '^([0-9]+(\\.[0-9]+)?(ms|us|µs|ns|y|w|d|h|m|s))+$';

const BOUNDS: Readonly<Record<string, string>> = {
  min_length: 'minItems',
  min_value: 'minimum',
  max_value: 'maximum',
};

/** What a step of a pipe adds. Checks that JSON Schema cannot say are left to `wk config check`. */
function refinementOf({type, requirement, metadata}: Kind): JsonSchema {
  if (type === 'metadata') {
    const {format, ...rest} = metadata ?? {};
    return format === 'duration' ? {pattern: DURATION, ...rest} : {...metadata};
  }
  if (type === 'regex' && requirement instanceof RegExp) {
    return {pattern: requirement.source};
  }
  if (type === 'non_empty') {
    return {minLength: 1};
  }
  if (type === 'integer') return {type: 'integer'};
  const bound = BOUNDS[type];
  return bound === undefined ? {} : {[bound]: requirement};
}
