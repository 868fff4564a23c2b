/** A line that can open or close a fenced block. */
export interface FenceLine {
  /** Index of the line. */
  readonly line: number;
  /** Blanks, quote marks and the mark of a list item before it. */
  readonly prefix: string;
  readonly char: '`' | '~';
  readonly length: number;
  /** What stands after the marks; empty for one that may close. */
  readonly info: string;
}

const FENCE = /^((?:[ \t]|>)*(?:(?:[-*+]|\d{1,9}[.)])\s+)?)(`{3,}|~{3,})\s*(.*)$/;

export function fenceLine(text: string, line: number): FenceLine | undefined {
  const match = FENCE.exec(text);
  if (match === null) return undefined;
  const [, prefix = '', marks = '', rest = ''] = match;
  const info = rest.trim();
  const char = marks.startsWith('`') ? '`' : '~';
  return char === '`' && info.includes('`') ? undefined : {line, prefix, char, length: marks.length, info};
}

/** `markdown` and `md` fences hold documents, in which fences nest. */
export function holdsMarkdown(info: string): boolean {
  return /^(?:markdown|md)\b/i.test(info);
}

/** Whether any fence of a text may be one that {@link holdsMarkdown}: hardly any has one, and this finds it out soon. */
export function mayHoldMarkdown(text: string): boolean {
  return /(?:```|~~~)[^\S\n]*(?:markdown|md)\b/i.test(text);
}

/** Whether a fence line ends a block that another one opened, as CommonMark says. */
export function canClose(open: FenceLine, line: FenceLine): boolean {
  return line.info === '' && line.char === open.char && line.length >= open.length;
}
