/**
 * A colour as a number: -1 (the terminal's own), 0 to 15 (of its palette), `INDEXED` + index of the 256 palette, or
 * `RGB` + 0xrrggbb.
 */
export const DEFAULT_COLOR = -1;
export const INDEXED = 256;
export const RGB = 0x1000000;

/** How many colours a terminal has. */
export type ColorDepth = 'none' | '16' | '256' | 'truecolor';

const STEPS = [0, 95, 135, 175, 215, 255];

/** The nearest colour that a terminal of that depth has. */
export function colorAtDepth(color: number, depth: ColorDepth): number {
  if (depth === 'truecolor') return color;
  if (color === DEFAULT_COLOR || depth === 'none') return DEFAULT_COLOR;
  const indexed = color >= RGB ? INDEXED + nearestIndex(color - RGB) : color;
  return depth === '16' && indexed >= INDEXED ? nearestBasic(indexed - INDEXED) : indexed;
}

/** The SGR codes of a colour, for letters (`base` 30) or behind them (40); none for the terminal's own. */
export function colorCodes(color: number, base: 30 | 40): string[] {
  if (color === DEFAULT_COLOR) return [];
  if (color < 8) return [String(base + color)];
  if (color < 16) return [String(base + 60 + color - 8)];
  if (color < RGB) return [`${base + 8};5;${color - INDEXED}`];
  return [`${base + 8};2;${(color >> 16) & 255};${(color >> 8) & 255};${color & 255}`];
}

/** Contrast of two colours as WCAG 2 counts it, 1 to 21; undefined where a terminal's owner chooses one of them. */
export function contrastOf(one: number, other: number): number | undefined {
  const [a, b] = [luminanceOf(one), luminanceOf(other)];
  if (a === undefined || b === undefined) return undefined;
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** How light a colour is, 0 to 1; undefined where the terminal's owner chooses it. */
export function luminanceOf(color: number): number | undefined {
  if (color < INDEXED + 16) return undefined;
  const [red, green, blue] = color < RGB ? channels(color - INDEXED) : rgbChannels(color - RGB);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function rgbChannels(rgb: number): readonly [number, number, number] {
  return [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255];
}

/** The 6x6x6 cube, or the grey ramp where red, green and blue are the same. */
function nearestIndex(rgb: number): number {
  const [red, green, blue] = rgbChannels(rgb);
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
