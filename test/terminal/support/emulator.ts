import {createRequire} from 'node:module';
import type {IBufferCell, IUnicodeVersionProvider, Terminal as XtermTerminal} from '@xterm/headless';
import stringWidth from 'string-width';

const {Terminal} = createRequire(import.meta.url)('@xterm/headless') as {Terminal: typeof XtermTerminal};

export interface EmulatedCell {
  readonly text: string;
  readonly width: number;
  readonly look: string;
}

/** xterm's emulator with today's character widths (its own table takes every emoji for one cell). */
export function createEmulator(columns: number, rows: number) {
  const terminal = new Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 100});
  terminal.unicode.register(todaysWidths);
  terminal.unicode.activeVersion = 'today';
  const written = (bytes: string | Uint8Array) => new Promise<void>(resolve => terminal.write(bytes, resolve));
  const cells = (columns = terminal.cols, rows = terminal.rows): EmulatedCell[][] =>
    Array.from({length: rows}, (_, y) => rowOf(terminal, y, columns));
  const lines = () =>
    cells().map(row =>
      row
        .map(cell => cell.text)
        .join('')
        .trimEnd(),
    );
  return {terminal, write: written, cells, lines};
}

function rowOf(terminal: XtermTerminal, y: number, columns: number): EmulatedCell[] {
  const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + y);
  return Array.from({length: columns}, (_, x) => {
    const cell = line?.getCell(x);
    return cell === undefined ? {text: ' ', width: 1, look: ''} : emulated(cell);
  });
}

function emulated(cell: IBufferCell): EmulatedCell {
  const text = cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
  const marks = [cell.isUnderline() && 'underline', cell.isInverse() && 'inverse', cell.isStrikethrough() && 'strike'];
  const weights = [
    cell.isBold() && 'bold',
    cell.isDim() && 'dim',
    cell.isItalic() && 'italic',
    cell.isBlink() && 'blink',
  ];
  const color = (isDefault: boolean, kind: number, value: number) => (isDefault ? 'default' : `${kind}:${value}`);
  const foreground = color(cell.isFgDefault(), cell.getFgColorMode(), cell.getFgColor());
  const background = color(cell.isBgDefault(), cell.getBgColorMode(), cell.getBgColor());
  // The colour and weight of a letter cannot be seen on a blank.
  const unseen = text === ' ' && !marks.some(Boolean);
  const look = unseen ? background : [...marks, ...weights, foreground, background].filter(Boolean).join(' ');
  return {text, width: cell.getWidth(), look};
}

const todaysWidths: IUnicodeVersionProvider = {
  version: 'today',
  wcwidth: codePoint => widthOf(codePoint),
  charProperties(codePoint, preceding) {
    const width = widthOf(codePoint);
    const joins = width === 0 && preceding !== 0;
    const before = (preceding >> 1) & 3;
    return joins ? (before << 1) | 1 : width << 1;
  },
};

const widths = new Map<number, 0 | 1 | 2>();

function widthOf(codePoint: number): 0 | 1 | 2 {
  const known = widths.get(codePoint);
  if (known !== undefined) return known;
  const char = String.fromCodePoint(codePoint);
  const wideEmoji = /\p{Emoji_Presentation}/u.test(char) && !/\p{Regional_Indicator}/u.test(char);
  const narrowEmoji = /\p{Emoji}/u.test(char) && !wideEmoji && !/[㊀-㋿〰〽\u{1f200}-\u{1f2ff}]/u.test(char);
  const visible = narrowEmoji ? 1 : stringWidth(char);
  const width = /[\p{Mn}\p{Me}\p{Cf}]/u.test(char) ? 0 : visible;
  widths.set(codePoint, width as 0 | 1 | 2);
  return width as 0 | 1 | 2;
}
