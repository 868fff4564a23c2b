/** A name and what stands beside it go on under what stands beside it, as long as that leaves room. */
const BESIDE = /^\s*\S+(?: \S+)* {2,}/;
const MOST_INDENT = 0.5;
/** Names of the smallest terminals: below, words have no room anyway. */
const LEAST_COLUMNS = 20;

/** Text with its lines broken at words where the terminal ends; as it is where there is none (`columns` is undefined). */
export function wrapWords(text: string, columns: number | undefined): string {
  if (columns === undefined || columns < LEAST_COLUMNS) return text;
  return text
    .split('\n')
    .map(line => (line.length <= columns ? line : broken(line, columns)))
    .join('\n');
}

function broken(line: string, columns: number): string {
  const indent = ' '.repeat(indentOf(line, columns));
  const lines: string[] = [];
  let rest = line;
  while (rest.length > columns) {
    const before = lines.length === 0 ? /^ */.exec(line)?.[0].length : indent.length;
    const end = rest.lastIndexOf(' ', columns);
    // A word that is longer than a line is left to the terminal, whole: it can still be copied.
    const at = end > (before ?? 0) ? end : rest.indexOf(' ', columns);
    if (at < 0) break;
    lines.push(rest.slice(0, at).trimEnd());
    rest = indent + rest.slice(at).trimStart();
  }
  return [...lines, rest].join('\n');
}

function indentOf(line: string, columns: number): number {
  const beside = BESIDE.exec(line)?.[0].length ?? 0;
  if (beside > 0 && beside <= columns * MOST_INDENT) return beside;
  return (/^ */.exec(line)?.[0].length ?? 0) + (line.startsWith(' ') ? 2 : 0);
}

/** How wide a sink is, where it is a terminal. */
export function columnsOf(sink: {readonly isTTY: boolean; readonly columns?: number | undefined}): number | undefined {
  return sink.isTTY ? sink.columns : undefined;
}
