import type {Capabilities} from '../core/screen.js';
import type {RowOptions} from './frame-row.js';

type Depth = Capabilities['color'];

/** Letters, lines and shapes that every terminal draws in one column. */
const ASCII = ' -~';
const UNICODE = `${ASCII}¡-¨ª-¬¯-˿‐-‧←-↓─-▩▬-▵▷-▿◁-◺`;

/** What each depth draws just as it is told. */
const WEIGHT = '[1247]';
const BASIC = `${WEIGHT}|3[0-7]|4[0-7]|9[0-7]|10[0-7]`;
const MANY = `${BASIC}|[34]8;5;(?:1?\\d?\\d|2[0-4]\\d|25[0-5])`;
const TRUE = `${MANY}|[34]8;2(?:;\\d{1,3}){3}`;
const STYLES: Readonly<Record<Depth, string>> = {none: WEIGHT, '16': BASIC, '256': MANY, truecolor: TRUE};

const STYLED_OR_BLANKS = /(\u001b\[[\d;]+m[^\u001b]*)\u001b\[0m| {5,}/g;
const ESCAPES = /\u001b\[[\d;]*m/g;

/**
 * The bytes of a line for row `y` of a blank screen, where they can be told without reading it cell by cell: it holds
 * characters of one column, and styles that this terminal has and that end before the next begins. Undefined for any
 * other line.
 */
export function plainLineBytes(line: string, y: number, {columns, capabilities}: RowOptions): string | undefined {
  if (!isPlain(line, capabilities)) return undefined;
  if (line.length > columns && line.replace(ESCAPES, '').length > columns) return undefined;
  const shown = line.replace(/ +$/, '');
  if (shown === '') return '';
  const text = shown.replace(STYLED_OR_BLANKS, (blanks: string, styled: string | undefined) =>
    styled === undefined ? `\u001b[${blanks.length}C` : `${styled}\u001b[m`,
  );
  return `\u001b[${y + 1}H${text}`;
}

const patterns = new Map<string, RegExp>();

function isPlain(line: string, {color, unicode}: RowOptions['capabilities']): boolean {
  const kind = `${color} ${unicode}`;
  const pattern = patterns.get(kind) ?? patternOf(STYLES[color], unicode ? UNICODE : ASCII);
  patterns.set(kind, pattern);
  return pattern.test(line);
}

function patternOf(style: string, letters: string): RegExp {
  return new RegExp(`^(?:[${letters}]|\\u001b\\[(?:${style})(?:;(?:${style}))*m[${letters}]*\\u001b\\[0m)*$`);
}
