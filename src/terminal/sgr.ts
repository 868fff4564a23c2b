import {
  BLINK,
  BOLD,
  DEFAULT_COLOR,
  DIM,
  INDEXED,
  INVERSE,
  ITALIC,
  RGB,
  STRIKE,
  type Style,
  UNDERLINE,
} from './style.js';

const CODES: readonly (readonly [flag: number, on: number, off: number])[] = [
  [ITALIC, 3, 23],
  [UNDERLINE, 4, 24],
  [BLINK, 5, 25],
  [INVERSE, 7, 27],
  [STRIKE, 9, 29],
];

/** The shortest `ESC [ ... m` from one style to the other; `from` undefined where nobody knows the terminal's state. */
export function sgrBetween(from: Style | undefined, to: Style): string {
  const afresh = codesFor(to);
  const whole = afresh.length === 0 ? '' : ['0', ...afresh].join(';');
  if (from === undefined) return `\u001b[${whole}m`;
  const changes = codesBetween(from, to);
  if (changes.length === 0) return '';
  const delta = changes.join(';');
  return `\u001b[${whole.length <= delta.length ? whole : delta}m`;
}

function codesFor(style: Style): string[] {
  return [
    ...intensity(style.flags),
    ...CODES.filter(([flag]) => style.flags & flag).map(([, on]) => String(on)),
    ...color(style.foreground, 30),
    ...color(style.background, 40),
  ];
}

function codesBetween(from: Style, to: Style): string[] {
  const gone = from.flags & ~to.flags;
  const added = to.flags & ~from.flags;
  const dulled = (gone & (BOLD | DIM)) !== 0;
  return [
    ...(dulled ? ['22'] : []),
    ...intensity(dulled ? to.flags : added),
    ...CODES.flatMap(([flag, on, off]) => [
      ...(added & flag ? [String(on)] : []),
      ...(gone & flag ? [String(off)] : []),
    ]),
    ...(from.foreground === to.foreground ? [] : changedColor(to.foreground, 30)),
    ...(from.background === to.background ? [] : changedColor(to.background, 40)),
  ];
}

function intensity(flags: number): string[] {
  return [...(flags & BOLD ? ['1'] : []), ...(flags & DIM ? ['2'] : [])];
}

function changedColor(value: number, base: number): string[] {
  return value === DEFAULT_COLOR ? [String(base + 9)] : color(value, base);
}

function color(value: number, base: number): string[] {
  if (value === DEFAULT_COLOR) return [];
  if (value < 8) return [String(base + value)];
  if (value < 16) return [String(base + 60 + value - 8)];
  if (value < RGB) return [`${base + 8};5;${value - INDEXED}`];
  return [`${base + 8};2;${(value >> 16) & 255};${(value >> 8) & 255};${value & 255}`];
}
