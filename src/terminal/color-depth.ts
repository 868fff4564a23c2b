import {type ColorDepth, colorAtDepth} from '../core/look/color.js';
import type {Style} from './style.js';

/** The style as a terminal of that colour depth can draw it; without colours, bold, reverse and underline remain. */
export function atDepth(style: Style, depth: ColorDepth): Style {
  if (depth === 'truecolor') return style;
  const foreground = colorAtDepth(style.foreground, depth);
  const background = colorAtDepth(style.background, depth);
  if (foreground === style.foreground && background === style.background) return style;
  return {...style, foreground, background};
}
