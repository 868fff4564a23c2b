/** What a line of a handoff's Markdown is, and its text without markup. */
export interface PlainLine {
  readonly kind: 'title' | 'heading' | 'subheading' | 'item' | 'row' | 'text' | 'blank';
  /** How deep an item is, from 0. */
  readonly depth: number;
  readonly text: string;
  /** Of a row of a table. */
  readonly cells: readonly string[];
}

const HEADINGS = ['title', 'heading', 'subheading'] as const;

/** Reads one line of a document of ours; undefined for one that is only markup. */
export function plainLine(line: string): PlainLine | undefined {
  const heading = /^(#{1,3}) +(.*)$/.exec(line);
  if (heading) {
    const kind = HEADINGS[(heading[1] ?? '').length - 1] ?? 'text';
    return {kind, depth: 0, text: inline(heading[2] ?? ''), cells: []};
  }
  if (/^\|[ |:-]+\|$/.test(line)) return undefined;
  if (line.startsWith('|')) {
    const cells = cellsOf(line);
    return {kind: 'row', depth: 0, text: cells.filter(cell => cell !== '').join(' · '), cells};
  }
  const item = /^( *)- (.*)$/.exec(line);
  if (item)
    return {kind: 'item', depth: Math.floor((item[1] ?? '').length / 2), text: inline(item[2] ?? ''), cells: []};
  return {kind: line.trim() === '' ? 'blank' : 'text', depth: 0, text: inline(line.trim()), cells: []};
}

/** A document of ours as plain lines, for places that know no markup. */
export function plainDocument(markdown: string): string {
  return markdown
    .split('\n')
    .flatMap(line => {
      const read = plainLine(line);
      return read === undefined ? [] : [written(read)];
    })
    .join('\n')
    .trim();
}

function written({kind, depth, text}: PlainLine): string {
  if (kind === 'heading') return text.toUpperCase();
  return kind === 'item' ? `${'  '.repeat(depth)}- ${text}` : text;
}

function cellsOf(line: string): readonly string[] {
  return line
    .slice(1, line.endsWith('|') ? -1 : undefined)
    .split(/(?<!\\)\|/)
    .map(cell => inline(cell.trim()));
}

const LITERAL = /\\([\\`*[\]<>|~_&#])/g;
const MARKUP = /(\\.)|(?<fence>`+)(?<gap> ?)(?<code>.*?)\k<gap>\k<fence>(?!`)|<(?<url>https?:\/\/[^>]*)>|\*+/g;

/** The text that a reader sees. */
function inline(text: string): string {
  return text.replace(MARKUP, (...found: readonly unknown[]) => {
    const {code, url} = found.at(-1) as {readonly code?: string; readonly url?: string};
    if (typeof found[1] === 'string') return found[1].replace(LITERAL, '$1');
    return code?.replaceAll('\\|', '|') ?? url ?? '';
  });
}
