import {COCKPIT_MESSAGES, FEED_MESSAGES, FEED_PROTOCOL} from './message.js';

/** The parts of a valibot schema that a reader of the page wants to know. */
interface Kind {
  readonly type: string;
  readonly kind?: string;
  readonly entries?: Readonly<Record<string, Kind>>;
  readonly item?: Kind;
  readonly wrapped?: Kind;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly pipe?: readonly (Kind & {readonly description?: string})[];
}

/** The feed's protocol as Markdown, from the schemas that both ends read messages with. */
export function protocolPage(): string {
  return `# The feed's protocol, version ${FEED_PROTOCOL}

This page is generated from \`message.ts\` beside it, which both ends read messages with.

\`GET /v1/feed\` opens a WebSocket. \`Authorization: Bearer TOKEN\` says who may, \`?v=${FEED_PROTOCOL}\` asks for this version, and
\`?after=EPOCH:NUMBER\` for the entries after the last one that was seen. Each message is one JSON object in a text frame.
A message of an unknown type is passed over. Without \`after\`, and where the entries after it cannot be had any more, a
\`resync\` and a snapshot come first.

## What the relay sends

${sections(FEED_MESSAGES)}
## What a cockpit sends

Nothing has to be sent: whoever only listens hears everything.

${sections(COCKPIT_MESSAGES)}`;
}

function sections(messages: Readonly<Record<string, unknown>>): string {
  return Object.entries(messages)
    .map(([name, schema]) => section(name, schema as Kind))
    .join('\n');
}

function section(name: string, schema: Kind): string {
  const rows = rowsOf(schema, '').map(({field, type, says}) => `| \`${field}\` | ${type} | ${says} |`);
  return `### ${name}\n\n${sentence(descriptionOf(schema))}\n\n| field | type | what it says |\n|---|---|---|\n${rows.join('\n')}\n`;
}

interface Row {
  readonly field: string;
  readonly type: string;
  readonly says: string;
}

function rowsOf(schema: Kind, prefix: string): readonly Row[] {
  return Object.entries(schema.entries ?? {}).flatMap(([name, field]) => {
    const inner = bare(field);
    const list = inner.type === 'array';
    const held = list && inner.item !== undefined ? bare(inner.item) : inner;
    const row = {field: `${prefix}${name}`, type: typeText(field), says: descriptionOf(field)};
    return [row, ...rowsOf(held, `${prefix}${name}${list ? '[]' : ''}.`)];
  });
}

/** Without what says that it may be left out or null. */
function bare(schema: Kind): Kind {
  return schema.wrapped === undefined ? schema : bare(schema.wrapped);
}

function typeText(schema: Kind): string {
  if (schema.type === 'optional') return `${typeText(schema.wrapped as Kind)}, may be missing`;
  if (schema.type === 'nullable') return `${typeText(schema.wrapped as Kind)} or null`;
  if (schema.type === 'literal') return `\`${JSON.stringify(schema.literal)}\``;
  if (schema.type === 'picklist') return (schema.options ?? []).map(one => `\`${JSON.stringify(one)}\``).join(', ');
  if (schema.type === 'array') return `list of ${typeText(schema.item as Kind)}`;
  return TYPES[schema.type] ?? schema.type;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  boolean: 'true or false',
  record: 'text by name',
  object: 'object',
  loose_object: 'object',
};

/** The description nearest to the outside. */
function descriptionOf(schema: Kind): string {
  const own = schema.pipe?.find(part => part.type === 'description')?.description;
  if (own !== undefined) return own;
  return schema.wrapped === undefined ? '' : descriptionOf(schema.wrapped);
}

function sentence(says: string): string {
  return says === '' ? '' : `${says[0]?.toUpperCase()}${says.slice(1)}.`;
}
