import {blockTokens, type Token} from './markdown.js';
import {markdownOf, type SourceLine, type Span} from './source-lines.js';

/** A block of a document; spans are indexes into the document's lines. */
export type Node =
  | (Span & {readonly type: 'heading'; readonly level: number; readonly text: string})
  | (Span & {readonly type: 'paragraph'; readonly text: string})
  | (Span & {readonly type: 'list'; readonly ordered: boolean; readonly items: readonly ItemNode[]})
  | (Span & {readonly type: 'quote'; readonly children: readonly Node[]})
  | CodeNode
  | (Span & {readonly type: 'table'; readonly rows: readonly (readonly string[])[]})
  | (Span & {readonly type: 'other'});

export interface ItemNode extends Span {
  readonly children: readonly Node[];
}

/** A fenced block, or an indented one (`fenced` false). */
export interface CodeNode extends Span {
  readonly type: 'code';
  readonly fenced: boolean;
  readonly info: string;
  /** Without the indent of what is around it. */
  readonly content: readonly string[];
  /** Index of the line of its first content line. */
  readonly start: number;
}

/** How deep code inside indented code is looked for. */
const DEEPEST = 4;

/** The blocks of a document in order. */
export function nodesOf(lines: readonly SourceLine[]): readonly Node[] {
  return parseNodes(markdownOf(lines), {base: 0, depth: 0});
}

interface Place {
  /** Index of the first line of the text in the document. */
  readonly base: number;
  readonly depth: number;
}

function parseNodes(text: string, place: Place): readonly Node[] {
  return read({tokens: blockTokens(text), at: 0}, place);
}

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

/** Reads up to the token that closes what is being read. */
function read(cursor: Cursor, place: Place): readonly Node[] {
  const nodes: Node[] = [];
  for (let token = cursor.tokens[cursor.at]; token !== undefined; token = cursor.tokens[cursor.at]) {
    cursor.at += 1;
    if (token.nesting < 0) return nodes;
    if (token.type === 'code_block') nodes.push(...indentedCode(token, spanOf(token, place), place));
    else nodes.push(nodeOf(token, cursor, place));
  }
  return nodes;
}

function nodeOf(token: Token, cursor: Cursor, place: Place): Node {
  // Field by field: hundreds of runbooks have so many nodes that to spread the span into each takes long.
  const {from, to} = spanOf(token, place);
  switch (token.type) {
    case 'heading_open':
      return {type: 'heading', level: Number(token.tag.slice(1)), text: inlineText(cursor), from, to};
    case 'paragraph_open':
      return {type: 'paragraph', text: inlineText(cursor), from, to};
    case 'bullet_list_open':
    case 'ordered_list_open':
      return {type: 'list', ordered: token.type === 'ordered_list_open', items: readItems(cursor, place), from, to};
    case 'blockquote_open':
      return {type: 'quote', children: read(cursor, place), from, to};
    case 'table_open':
      return {type: 'table', rows: readRows(cursor), from, to};
    case 'fence':
      return codeOf(token, {from, to}, true);
    default:
      if (token.nesting > 0) read(cursor, place);
      return {type: 'other', from, to};
  }
}

function spanOf(token: Token, {base}: Place): Span {
  const [from, to] = token.map ?? [0, 0];
  return {from: base + from, to: base + to};
}

function inlineText(cursor: Cursor): string {
  let text = '';
  for (let token = cursor.tokens[cursor.at]; token !== undefined; token = cursor.tokens[cursor.at]) {
    cursor.at += 1;
    if (token.nesting < 0) return text;
    text += token.content;
  }
  return text;
}

function readItems(cursor: Cursor, place: Place): readonly ItemNode[] {
  const items: ItemNode[] = [];
  for (let token = cursor.tokens[cursor.at]; token !== undefined; token = cursor.tokens[cursor.at]) {
    cursor.at += 1;
    if (token.nesting < 0) return items;
    const {from, to} = spanOf(token, place);
    items.push({from, to, children: read(cursor, place)});
  }
  return items;
}

function readRows(cursor: Cursor): readonly (readonly string[])[] {
  const rows: string[][] = [];
  for (let token = cursor.tokens[cursor.at]; token !== undefined; token = cursor.tokens[cursor.at]) {
    cursor.at += 1;
    if (token.type === 'table_close') return rows;
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'inline') rows.at(-1)?.push(token.content);
  }
  return rows;
}

function codeOf(token: Token, span: Span, fenced: boolean): CodeNode {
  const content = token.content.split('\n');
  if (content.at(-1) === '') content.pop();
  return {type: 'code', fenced, info: token.info.trim(), content, start: span.from + (fenced ? 1 : 0), ...span};
}

/** Indented text that begins with a fence is the body of something that CommonMark does not know. */
function indentedCode(token: Token, span: Span, {depth}: Place): readonly Node[] {
  const code = codeOf(token, span, false);
  if (depth >= DEEPEST || !/^\s*(?:`{3,}|~{3,})/.test(code.content[0] ?? '')) return [code];
  return parseNodes(code.content.join('\n'), {base: span.from, depth: depth + 1});
}
