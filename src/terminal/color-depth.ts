import type {Capabilities} from '../core/screen.js';
import {DEFAULT_COLOR, INDEXED, RGB, type Style} from './style.js';

type Depth = Capabilities['color'];

const STEPS = [0, 95, 135, 175, 215, 255];

/** The style as a terminal of that colour depth can draw it; without colours, bold, reverse and underline remain. */
export function atDepth(style: Style, depth: Depth): Style {
  if (depth === 'truecolor') return style;
  const foreground = reduce(style.foreground, depth);
  const background = reduce(style.background, depth);
  if (foreground === style.foreground && background === style.background) return style;
  return {...style, foreground, background};
}

function reduce(color: number, depth: Depth): number {
  if (color === DEFAULT_COLOR || depth === 'none') return DEFAULT_COLOR;
  const indexed = color >= RGB ? INDEXED + nearestIndex(color - RGB) : color;
  return depth === '16' && indexed >= INDEXED ? nearestBasic(indexed - INDEXED) : indexed;
}

/** The 6x6x6 cube, or the grey ramp where red, green and blue are the same. */
function nearestIndex(rgb: number): number {
  const [red, green, blue] = [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255];
  if (red === green && green === blue && red > 3 && red < 247) return 232 + Math.min(23, Math.round((red - 8) / 10));
  return 16 + 36 * nearestStep(red) + 6 * nearestStep(green) + nearestStep(blue);
}

function nearestStep(value: number): number {
  const distances = STEPS.map(step => Math.abs(step - value));
  return distances.indexOf(Math.min(...distances));
}

/** One bit a channel, bright where any channel is nearly full. */
function nearestBasic(index: number): number {
  if (index < 16) return index;
  const [red, green, blue] = channels(index);
  const top = Math.max(red, green, blue);
  if (top < 64) return 0;
  const bit = (value: number, weight: number) => (value * 2 > top ? weight : 0);
  return bit(red, 1) + bit(green, 2) + bit(blue, 4) + (top > 200 ? 8 : 0);
}

function channels(index: number): readonly [number, number, number] {
  const grey = 8 + (index - 232) * 10;
  if (index >= 232) return [grey, grey, grey];
  const at = (divisor: number) => STEPS[Math.floor((index - 16) / divisor) % 6] ?? 0;
  return [at(36), at(6), at(1)];
}
