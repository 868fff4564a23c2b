import MarkdownIt, {type Token} from 'markdown-it';

/** What Slack takes: blocks in a message, characters in a section and in a header. */
const LIMITS = {blocks: 50, section: 3_000, header: 150};

type Block =
  | {readonly type: 'header'; readonly text: {readonly type: 'plain_text'; readonly text: string}}
  | {readonly type: 'section'; readonly text: {readonly type: 'mrkdwn'; readonly text: string}}
  | {readonly type: 'divider'};

/** A message as `chat.postMessage` and incoming webhooks take it. */
export interface SlackMessage {
  /** What notifications show. */
  readonly text: string;
  readonly blocks: readonly Block[];
}

/**
 * A Markdown document of ours as Slack messages, several where it is too long for one; no text is left out. Tables
 * become aligned text, because Slack has none.
 */
export function slackMessages(markdown: string): readonly SlackMessage[] {
  const engine = new MarkdownIt({html: false, linkify: false});
  const blocks = blocksOf(engine.parse(markdown, {}));
  const title = /^# (.*)$/m.exec(markdown)?.[1] ?? 'Handoff';
  const messages: SlackMessage[] = [];
  for (let index = 0; index < blocks.length; index += LIMITS.blocks) {
    const part = messages.length + 1;
    messages.push({
      text: part === 1 ? title : `${title} (${part})`,
      blocks: blocks.slice(index, index + LIMITS.blocks),
    });
  }
  return messages;
}

function blocksOf(tokens: readonly Token[]): readonly Block[] {
  const blocks: Block[] = [];
  let text = '';
  const flush = () => {
    for (const piece of pieces(text.trim())) blocks.push({type: 'section', text: {type: 'mrkdwn', text: piece}});
    text = '';
  };
  for (const {heading, lines} of partsOf(tokens)) {
    if (heading !== undefined && heading.level < 3) {
      flush();
      blocks.push({type: 'header', text: {type: 'plain_text', text: cut(heading.text)}});
    } else text += heading === undefined ? '' : `\n*${heading.text}*\n`;
    text += lines.map(line => `${line}\n`).join('');
  }
  flush();
  return blocks;
}

interface Part {
  readonly heading?: {readonly level: number; readonly text: string};
  readonly lines: string[];
}

/** What is being read: where in the document, and what of it there is so far. */
interface Reading {
  readonly parts: Part[];
  readonly rows: string[][];
  depth: number;
  heading: number;
  inTable: boolean;
}

const READERS: Readonly<Record<string, (reading: Reading, token: Token) => void>> = {
  heading_open: (reading, {tag}) => {
    reading.heading = Number(tag.slice(1));
  },
  bullet_list_open: reading => {
    reading.depth += 1;
  },
  bullet_list_close: reading => {
    reading.depth -= 1;
  },
  table_open: reading => {
    reading.inTable = true;
  },
  tr_open: ({rows}) => {
    rows.push([]);
  },
  table_close: reading => {
    reading.parts.at(-1)?.lines.push('```', ...aligned(reading.rows), '```');
    reading.rows.length = 0;
    reading.inTable = false;
  },
  inline: readInline,
};

/** Headings with the lines below them. */
function partsOf(tokens: readonly Token[]): readonly Part[] {
  const reading: Reading = {parts: [{lines: []}], rows: [], depth: 0, heading: 0, inTable: false};
  for (const token of tokens) READERS[token.type]?.(reading, token);
  return reading.parts;
}

function readInline(reading: Reading, token: Token): void {
  const {depth, heading, inTable, parts, rows} = reading;
  if (heading > 0) {
    parts.push({heading: {level: heading, text: plain(token)}, lines: []});
    reading.heading = 0;
  } else if (inTable) rows.at(-1)?.push(plain(token));
  else parts.at(-1)?.lines.push(`${'    '.repeat(Math.max(0, depth - 1))}${depth > 0 ? '• ' : ''}${mrkdwn(token)}`);
}

/** Slack's own markup, with its three characters escaped. */
function mrkdwn({children}: Token): string {
  return (children ?? [])
    .map(({type, content}) => {
      if (type === 'strong_open' || type === 'strong_close') return '*';
      if (type === 'em_open' || type === 'em_close') return '_';
      if (type === 'code_inline') return `\`${escaped(content)}\``;
      return type === 'softbreak' ? ' ' : escaped(content);
    })
    .join('')
    .replace(/^\[ \] /, '☐ ');
}

function plain({children}: Token): string {
  return (children ?? []).map(({type, content}) => (type === 'softbreak' ? ' ' : content)).join('');
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => [...(row[column] ?? '')].length)));
  return rows.map(row =>
    row
      .map((cell, column) => escaped(cell).padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Sections of at most as many characters as Slack takes, broken at lines; a code block that is broken is opened again. */
function pieces(text: string): readonly string[] {
  const found: string[] = [];
  let [piece, isCode] = ['', false];
  for (const line of text.split('\n').flatMap(long)) {
    if (piece.length + line.length + 8 > LIMITS.section) {
      found.push(isCode ? `${piece}\`\`\`` : piece.trimEnd());
      piece = isCode ? '```\n' : '';
    }
    if (line === '```') isCode = !isCode;
    piece += `${line}\n`;
  }
  return [...found, piece.trimEnd()].filter(one => one !== '');
}

function long(line: string): readonly string[] {
  const size = LIMITS.section - 100;
  return line.length <= size ? [line] : (line.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? []);
}

function cut(text: string): string {
  const letters = [...text];
  return letters.length <= LIMITS.header ? text : `${letters.slice(0, LIMITS.header - 1).join('')}…`;
}
