import {DEFAULT_COLOR, INDEXED, RGB} from '../core/look/color.js';

/** How a cell looks. `link` names a registered link, or is empty. */
export interface Style {
  readonly flags: number;
  readonly foreground: number;
  readonly background: number;
  readonly link: string;
}

export const BOLD = 1;
export const DIM = 2;
export const ITALIC = 4;
export const UNDERLINE = 8;
export const BLINK = 16;
export const INVERSE = 32;
export const STRIKE = 64;

export const PLAIN: Style = {flags: 0, foreground: DEFAULT_COLOR, background: DEFAULT_COLOR, link: ''};

const ON: Readonly<Record<number, number>> = {1: BOLD, 2: DIM, 3: ITALIC, 4: UNDERLINE, 5: BLINK, 6: BLINK, 7: INVERSE};
const MORE_ON: Readonly<Record<number, number>> = {9: STRIKE, 21: UNDERLINE};
const OFF: Readonly<Record<number, number>> = {
  22: BOLD | DIM,
  23: ITALIC,
  24: UNDERLINE,
  25: BLINK,
  27: INVERSE,
  29: STRIKE,
};

type Open = {-readonly [K in keyof Style]: Style[K]};

/** `style` after `ESC [ params m`; what we do not draw (hidden text, fonts, underline colours) changes nothing. */
export function withSgr(style: Style, params: string): Style {
  const next: Open = {...style};
  const parts = params.split(';');
  for (let at = 0; at < parts.length; ) {
    const part = parts[at] ?? '';
    if (part.includes(':')) setSubParameters(next, part.split(':'));
    at += part.includes(':') ? 1 : setCode(next, parts, at);
  }
  return next;
}

export function sameStyle(a: Style, b: Style): boolean {
  return (
    a === b ||
    (a.flags === b.flags && a.foreground === b.foreground && a.background === b.background && a.link === b.link)
  );
}

/** Applies the code at `at` and says how many parameters it took. */
function setCode(next: Open, parts: readonly string[], at: number): number {
  const code = Number(parts[at] || '0');
  if (code === 38 || code === 48 || code === 58) return setExtended(next, parts.slice(at));
  if (code === 0) {
    next.flags = 0;
    next.foreground = DEFAULT_COLOR;
    next.background = DEFAULT_COLOR;
  }
  next.flags = (next.flags & ~(OFF[code] ?? 0)) | (ON[code] ?? MORE_ON[code] ?? 0);
  const tens = Math.floor(code / 10);
  if (tens === 3 || tens === 9) next.foreground = basicColor(code, next.foreground);
  if (tens === 4 || tens === 10) next.background = basicColor(code, next.background);
  return 1;
}

/** 30 to 37, 39 and 90 to 97; the same ten higher for backgrounds. */
function basicColor(code: number, before: number): number {
  const digit = code % 10;
  if (digit === 9 && code < 50) return DEFAULT_COLOR;
  if (digit > 7) return before;
  return code < 50 ? digit : digit + 8;
}

function setExtended(next: Open, parts: readonly string[]): number {
  const length = parts[1] === '5' ? 3 : 5;
  if (parts[1] !== '5' && parts[1] !== '2') return 1;
  setColor(next, parts[0], extendedColor(parts.slice(1, length)));
  return length;
}

function setSubParameters(next: Open, parts: readonly string[]): void {
  if (parts[0] === '4') next.flags = parts[1] === '0' ? next.flags & ~UNDERLINE : next.flags | UNDERLINE;
  // `38:2::r:g:b` names a colour space that `38:2:r:g:b` leaves out.
  const color = parts[1] === '2' ? ['2', ...parts.slice(-3)] : parts.slice(1);
  if (parts.length > 2) setColor(next, parts[0], extendedColor(color));
}

function setColor(next: Open, target: string | undefined, color: number): void {
  if (target === '38') next.foreground = color;
  if (target === '48') next.background = color;
}

function extendedColor([kind, ...values]: readonly string[]): number {
  const [first = 0, second = 0, third = 0] = values.map(value => Math.min(255, Number(value) || 0));
  return kind === '5' ? INDEXED + first : RGB + (first << 16) + (second << 8) + third;
}
