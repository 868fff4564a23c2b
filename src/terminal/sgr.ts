import {colorCodes, DEFAULT_COLOR} from '../core/look/color.js';
import type {Ground} from '../core/look/look.js';
import {BLINK, BOLD, DIM, INVERSE, ITALIC, STRIKE, type Style, UNDERLINE} from './style.js';

const CODES: readonly (readonly [flag: number, on: number, off: number])[] = [
  [ITALIC, 3, 23],
  [UNDERLINE, 4, 24],
  [BLINK, 5, 25],
  [INVERSE, 7, 27],
  [STRIKE, 9, 29],
];

/** What the terminal's own colours are drawn as where a theme has a ground of its own. */
const NO_GROUND: Ground = {foreground: DEFAULT_COLOR, background: DEFAULT_COLOR};

/**
 * The shortest `ESC [ ... m` from one style to the other; `from` undefined where nobody knows the terminal's state. Cells
 * without colours of their own are drawn in those of `ground`.
 */
export function sgrBetween(from: Style | undefined, to: Style, ground: Ground = NO_GROUND): string {
  const afresh = codesFor(to, ground);
  const whole = afresh.length === 0 ? '' : ['0', ...afresh].join(';');
  if (from === undefined) return `\u001b[${whole}m`;
  const changes = codesBetween(from, to, ground);
  if (changes.length === 0) return '';
  const delta = changes.join(';');
  return `\u001b[${whole.length <= delta.length ? whole : delta}m`;
}

function codesFor(style: Style, ground: Ground): string[] {
  return [
    ...intensity(style.flags),
    ...CODES.filter(([flag]) => style.flags & flag).map(([, on]) => String(on)),
    ...colorCodes(drawn(style.foreground, ground.foreground), 30),
    ...colorCodes(drawn(style.background, ground.background), 40),
  ];
}

function codesBetween(from: Style, to: Style, ground: Ground): string[] {
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
    ...(from.foreground === to.foreground ? [] : changedColor(drawn(to.foreground, ground.foreground), 30)),
    ...(from.background === to.background ? [] : changedColor(drawn(to.background, ground.background), 40)),
  ];
}

function intensity(flags: number): string[] {
  return [...(flags & BOLD ? ['1'] : []), ...(flags & DIM ? ['2'] : [])];
}

function drawn(color: number, ground: number): number {
  return color === DEFAULT_COLOR ? ground : color;
}

function changedColor(color: number, base: 30 | 40): string[] {
  return color === DEFAULT_COLOR ? [String(base + 9)] : colorCodes(color, base);
}
