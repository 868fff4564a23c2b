import {GLYPHS} from '../glyphs.js';
import type {Scene} from '../scene.js';

/** A dim line from edge to edge. */
export function rule({paint, columns}: Scene): string {
  return paint('muted', GLYPHS.rule.repeat(columns));
}
