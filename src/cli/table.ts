/** Rows under headings; columns are as wide as their widest cell and two spaces apart. Text is not filtered yet. */
export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Indexes of columns whose cells stand at the right. */
  readonly right?: readonly number[];
}

/**
 * The lines of a table whose cells have passed the text filter. With `columns`, lines that are longer are cut; `cut` and
 * `cells` measure what is not ASCII.
 */
export async function tableLines(table: Table, columns?: number): Promise<readonly string[]> {
  const rows = [table.headings, ...table.rows];
  const isAscii = rows.every(row => isAsciiText(row.join('')));
  const {cells, cut} = isAscii
    ? {cells: (text: string) => text.length, cut: cutAscii}
    : await import('../lib/cells.js');
  const sizes = rows.map(row => row.map(cells));
  const layout = {widths: widest(sizes), right: new Set(table.right)};
  return rows.map((row, index) => {
    const whole = lineOf(row, sizes[index] ?? [], layout);
    return columns === undefined || cells(whole) <= columns ? whole : cut(whole, columns);
  });
}

interface Layout {
  readonly widths: readonly number[];
  readonly right: ReadonlySet<number>;
}

// Tens of thousands of rows come through here, mostly in a process that has just begun: plain loops, few objects.

function lineOf(row: readonly string[], sizes: readonly number[], {widths, right}: Layout): string {
  let line = '';
  for (let index = 0; index < row.length; index++) {
    const space = ' '.repeat((widths[index] ?? 0) - (sizes[index] ?? 0));
    if (index > 0) line += '  ';
    line += right.has(index) ? space + row[index] : row[index] + space;
  }
  return line.trimEnd();
}

function widest(sizes: readonly (readonly number[])[]): readonly number[] {
  const widths: number[] = [];
  for (const row of sizes) {
    for (let index = 0; index < row.length; index++) {
      const size = row[index] ?? 0;
      if (size > (widths[index] ?? -1)) widths[index] = size;
    }
  }
  return widths;
}

/** Printable ASCII and nothing else: safe to print, and as wide as it is long. */
export function isAsciiText(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function cutAscii(text: string, columns: number): string {
  return `${text.slice(0, Math.max(0, columns - 1))}…`;
}
