/** Every glyph the views draw, so that the terminal layer knows what it must be able to replace. */
export const GLYPHS = {
  cursor: '▌',
  mark: '■',
  p1: '▲',
  p2: '◆',
  p3: '·',
  up: '●',
  waiting: '○',
  warning: '▲',
  past: '~',
  times: '×',
  ellipsis: '…',
  rule: '─',
  folded: '▸',
  unfolded: '▾',
  moved: '→',
  done: '✓',
  failed: '✗',
  dot: '·',
  link: '↗',
  above: '↑',
  below: '↓',
  caret: '▏',
  step: '›',
  none: '—',
  side: '│',
  matched: '◀',
  goesOn: '↪',
} as const;

/** A frame around a question. */
export const FRAME = {topLeft: '┌', topRight: '┐', bottomLeft: '└', bottomRight: '┘', side: '│', edge: '─'} as const;

/** Eighths of a cell, lowest first. */
export const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
