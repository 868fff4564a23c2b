import {cellsOf} from '../lib/cells.js';

/** What the views draw with, and what stands for it on a terminal without Unicode. Every entry is one cell. */
const GLYPHS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '-': '─━═╌┄–—−‐‑',
    '|': '│┃║╎┆',
    '+': '┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋',
    '.': '·∙⋅▁▂',
    ':': '▃▄',
    '=': '▅▆≡',
    '#': '▇█■▓▒◼◆',
    '*': '●•★◉✱✦',
    o: '○◌◦◯□◇',
    '>': '▌▎▏▍▋▊▉▸▶►→›»⟩⇒',
    '<': '◀◂←‹«⟨⇐',
    '^': '▲△▴↑↗⇧',
    v: '▼▽▾↓⇩',
    y: '✓✔☑',
    x: '×✗✘✕☒',
    '!': '⚠‼❗',
    "'": '‘’′`',
    '"': '“”″',
    '~': '…≈∼↪',
    _: '░',
    ' ': '\u00a0\u2002\u2003\u2009',
  }).flatMap(([ascii, glyphs]) => [...glyphs].map(glyph => [glyph, ascii] as const)),
);

/** `text` in ASCII, as many cells wide: known glyphs by the table, accented letters by their letter, the rest as `?`. */
export function asciiOf(text: string): string {
  return Array.from(text, char => (char <= '~' ? char : asciiChar(char))).join('');
}

function asciiChar(char: string): string {
  const known = GLYPHS.get(char);
  if (known !== undefined) return known;
  const width = cellsOf(char.codePointAt(0) ?? 0);
  const letter = char.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return /^[ -~]+$/.test(letter) && letter.length === width ? letter : '?'.repeat(width);
}
