import {type PlainLine, plainLine} from '../../../core/handoff/plain.js';
import {cells, pad} from '../../../lib/cells.js';
import {remembering} from '../../memo.js';
import {wrap} from '../../row.js';

/** One line of the screen, of one line of the document. */
export interface DraftRow {
  readonly id: string;
  /** Which line of the document it is of. */
  readonly line: number;
  readonly kind: PlainLine['kind'];
  readonly text: string;
  /** The operator wrote it. */
  readonly own: boolean;
}

/** The document as rows of at most `width` cells: no text is cut, tables are in columns where there is room for them. */
export const draftRows = remembering((markdown: string, drawn: string, width: number): readonly DraftRow[] => {
  const source = markdown.split('\n');
  const known = new Set(drawn.split('\n'));
  const columns = tableColumns(source, width);
  const times = new Map<string, number>();
  return source.flatMap((given, line) => {
    const read = plainLine(given);
    if (read === undefined || read.kind === 'title' || isIdle(source, line)) return [];
    const {kind, text} = shown(read, columns.get(line));
    const key = text.replace(/\d+/g, '0');
    const count = (times.get(key) ?? 0) + 1;
    times.set(key, count);
    const own = !known.has(given) && kind !== 'blank';
    return wrapped(read, text, width).map((part, index) => ({
      id: `${key} ${count} ${index}`,
      line,
      kind,
      text: part,
      own,
    }));
  });
});

/** A blank line that parts nothing: only sections, and what has a heading in them, are set apart. */
function isIdle(source: readonly string[], line: number): boolean {
  if (source[line]?.trim() !== '') return false;
  const next = source[line + 1] ?? '';
  return !/^#{2,3} /.test(next) || (next.startsWith('### ') && /^## /.test(source[line - 1] ?? ''));
}

function shown(
  read: PlainLine,
  widths: readonly number[] | undefined,
): {readonly kind: PlainLine['kind']; readonly text: string} {
  if (read.kind !== 'row' || widths === undefined) return {kind: read.kind, text: read.text};
  return {
    kind: 'row',
    text: read.cells
      .map((cell, index) => pad(cell, widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  };
}

function wrapped({kind, depth}: PlainLine, text: string, width: number): readonly string[] {
  if (kind === 'blank') return [''];
  const indent = kind === 'heading' ? 0 : 1 + depth * 2;
  const bullet = kind === 'item' ? '- ' : '';
  const room = Math.max(10, width - indent - bullet.length);
  return wrap(text, room).map(
    (part, index) => ' '.repeat(indent) + (index === 0 ? bullet : ' '.repeat(bullet.length)) + part,
  );
}

/** How wide the columns of each table are, by the number of its lines; absent for one that is wider than the screen. */
function tableColumns(source: readonly string[], width: number): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, readonly number[]>();
  for (let line = 0; line < source.length; line++) {
    if (!source[line]?.startsWith('|')) continue;
    const from = line;
    while (source[line]?.startsWith('|')) line++;
    const rows = source.slice(from, line).flatMap(one => plainLine(one)?.cells ?? ([] as readonly string[]));
    const count = plainLine(source[from] ?? '')?.cells.length ?? 1;
    const widths = Array.from({length: count}, (_, column) =>
      Math.max(...rows.filter((_cell, index) => index % count === column).map(cells)),
    );
    if (widths.reduce((sum, one) => sum + one + 2, 0) > width) continue;
    for (let at = from; at < line; at++) found.set(at, widths);
  }
  return found;
}
