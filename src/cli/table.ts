/** Rows under headings; columns are as wide as their widest cell and two spaces apart. Text is not filtered yet. */
export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Indexes of columns whose cells stand at the right. */
  readonly right?: readonly number[];
}

type Measure = (text: string) => number;

/**
 * The lines of a table whose cells have passed the text filter. With `columns`, lines that are longer are cut; `cut` and
 * `cells` measure what is not ASCII.
 */
export async function tableLines(table: Table, columns?: number): Promise<readonly string[]> {
  const isAscii = [table.headings, ...table.rows].every(row => row.every(isAsciiText));
  const {cells, cut} = isAscii
    ? {cells: (text: string) => text.length, cut: cutAscii}
    : await import('../lib/cells.js');
  const widths = widthsOf(table, cells);
  const last = table.headings.length - 1;
  const right = new Set(table.right);
  return [table.headings, ...table.rows].map(row => {
    const line = row.map((cell, index) => {
      const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - cells(cell)));
      if (right.has(index)) {
        return space + cell;
      }
      return index === last ? cell : cell + space;
    });
    const whole = line.join('  ').trimEnd();
    return columns === undefined || cells(whole) <= columns ? whole : cut(whole, columns);
  });
}

function widthsOf(table: Table, cells: Measure): readonly number[] {
  const widths = table.headings.map(cells);
  for (const row of table.rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, cells(cell));
    }
  }
  return widths;
}

function isAsciiText(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function cutAscii(text: string, columns: number): string {
  return `${text.slice(0, Math.max(0, columns - 1))}…`;
}
