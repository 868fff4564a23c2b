export interface JsonLimits {
  /** How deep objects and lists may stand in each other. */
  readonly depth: number;
  /** How many members and elements there may be in all. */
  readonly parts: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;

/**
 * Why this text should not be given to a parser, as a sentence; undefined when it may. It looks at brackets and commas
 * only, in one pass and without recursion, and leaves to the parser whether it is JSON.
 */
export function jsonFault(raw: Buffer, limits: JsonLimits): string | undefined {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at] ?? 0;
    if (byte === QUOTE) at = endOfText(raw, at + 1);
    else if (byte === COMMA || byte === COLON) parts++;
    else depth += nesting(byte);
    if (depth > limits.depth) return `The JSON is nested more than ${limits.depth} levels deep.`;
    if (parts > limits.parts) return `The JSON has more than ${limits.parts} members and elements.`;
  }
  return undefined;
}

/** Where the text's closing quote is, or the end. */
function endOfText(raw: Buffer, from: number): number {
  let at = from;
  while (at < raw.length && raw[at] !== QUOTE) at += raw[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** `[` and `{` differ in one bit, as do `]` and `}`. */
function nesting(byte: number): number {
  const bracket = byte & 0xdf;
  if (bracket === 0x5b) return 1;
  return bracket === 0x5d ? -1 : 0;
}
