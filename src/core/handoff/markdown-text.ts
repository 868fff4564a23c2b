/** Controls, and characters that reorder or hide text: the facts should hold none, and a document must not. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * Text of others as one run of Markdown that shows exactly that text: it can open no heading, list, link, table cell,
 * emphasis or HTML, wherever in a line it stands after our own first word.
 */
export function escaped(text: string): string {
  return (
    text
      .replace(UNPRINTABLE, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[\\`*[\]<>|~]/g, '\\$&')
      // Only at the edge of a word does an underscore begin emphasis; within one it is better left readable.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/&(?=#|\p{L})/gu, '\\&')
      .replace(/#+$/, '\\$&')
  );
}

/** A link where the text is one, else the text. */
export function linked(url: string): string {
  return /^https?:\/\/[^\s<>\p{Cc}\p{Cf}]+$/u.test(url) ? `<${url}>` : escaped(url);
}

/** Text of others as code, also within a table. */
export function code(text: string): string {
  const plain = text.replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map(run => run.length));
  const fence = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return plain === '' ? '' : `${fence}${gap}${plain}${gap}${fence}`;
}

/** A table, a line each; its cells are written already. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `|${cells.map(cell => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)];
}
